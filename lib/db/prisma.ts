import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client";
import { pool } from "./pool";

declare global {
  var __sojournPrisma: PrismaClient | undefined;
}

/** The process's Prisma client, over the same pool as the raw statements. Owner's rights: see withWorkspace. */
export function prisma(): PrismaClient {
  globalThis.__sojournPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool(), { disposeExternalPool: false }) });
  return globalThis.__sojournPrisma;
}

export async function closePrisma(): Promise<void> {
  const open = globalThis.__sojournPrisma;
  globalThis.__sojournPrisma = undefined;
  await open?.$disconnect();
}
