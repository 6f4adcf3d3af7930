import { prisma } from "@/lib/db/prisma";

/** False only before the first visit: then sign-up is open. */
export async function hasAnyAccount(): Promise<boolean> {
  return (await prisma().user.findFirst({ select: { id: true } })) !== null;
}
