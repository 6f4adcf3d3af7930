import type { Account } from "@/lib/auth/authentication";
import { prisma } from "@/lib/db/prisma";

/** Gives the signed-in person another name, in every workspace. `name` was checked by personNameSchema. */
export function renameAccount(account: Account, name: string): Promise<{ id: string; name: string; email: string }> {
  return prisma().user.update({
    where: { id: account.userId },
    data: { name },
    select: { id: true, name: true, email: true },
  });
}
