import { prisma } from "@/lib/db/prisma";
import { acceptInvitation } from "./accept-invitation";
import { createOwnedWorkspace } from "./create-owned-workspace";
import { hashKeySecret } from "./key-secret";

const CLOSED = "Sign-up is by invitation only. Ask an owner of the workspace for one.";

/** Whether somebody may make an account now: the very first visitor, or the addressee of an open invitation. */
export async function signUpDoor(
  email: string,
  invitation: unknown,
): Promise<{ open: true } | { open: false; reason: string }> {
  if (typeof invitation === "string" && invitation !== "") {
    const found = await prisma().invitation.findUnique({ where: { tokenHash: hashKeySecret(invitation) } });
    const usable = found && !found.acceptedAt && found.expiresAt.getTime() > Date.now();
    if (!usable) return { open: false, reason: "This invitation was used, withdrawn or has expired." };
    return found.email === email.trim().toLowerCase()
      ? { open: true }
      : { open: false, reason: "This invitation was made for another e-mail address." };
  }
  return (await prisma().user.count()) === 0 ? { open: true } : { open: false, reason: CLOSED };
}

/**
 * Gives a new account its place: membership by invitation, or, for the first account of the installation, a sandbox
 * workspace of its own. Two first visitors at once: the database decides, and the other account is taken back.
 */
export async function settleSignUp(
  user: { id: string; name: string; email: string },
  invitation: unknown,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const settled =
    typeof invitation === "string" && invitation !== ""
      ? await acceptInvitation({ userId: user.id, email: user.email, name: user.name }, invitation)
      : await createOwnedWorkspace({
          userId: user.id,
          name: "My workspace",
          mode: "sandbox",
          onlyFirst: true,
          sample: process.env.BOOTSTRAP_SAMPLE_DATA !== "false",
        });
  if (settled.ok) return { ok: true };
  await prisma().user.delete({ where: { id: user.id } });
  return { ok: false, reason: CLOSED };
}
