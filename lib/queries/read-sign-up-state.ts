import { hashKeySecret } from "@/lib/auth/key-secret";
import { prisma } from "@/lib/db/prisma";

/** What the sign-in and sign-up pages must know before anybody is signed in. */
export type SignUpState = {
  /** nobody has an account yet: the first visit makes the owner's */
  firstVisit: boolean;
  /** whom the given token invites, while it can be used */
  invitation: { email: string; workspace: string; hasAccount: boolean } | undefined;
};

export async function readSignUpState(token?: string): Promise<SignUpState> {
  const firstVisit = (await prisma().user.count()) === 0;
  if (!token) return { firstVisit, invitation: undefined };
  const found = await prisma().invitation.findUnique({
    where: { tokenHash: hashKeySecret(token) },
    include: { workspace: { select: { name: true } } },
  });
  if (!found || found.acceptedAt || found.expiresAt.getTime() <= Date.now())
    return { firstVisit, invitation: undefined };
  const hasAccount = (await prisma().user.count({ where: { email: found.email } })) > 0;
  return { firstVisit, invitation: { email: found.email, workspace: found.workspace.name, hasAccount } };
}
