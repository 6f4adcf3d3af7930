import { prisma } from "@/lib/db/prisma";

let counter = 0;
const next = () => ++counter;

/** A workspace: sandbox unless said otherwise. `startAt` puts a sandbox's clock there. */
export function createWorkspace(options: { mode?: "live" | "sandbox"; startAt?: string; timezone?: string } = {}) {
  const n = next();
  const mode = options.mode ?? "sandbox";
  const clockOffsetMs = options.startAt && mode === "sandbox" ? BigInt(Date.parse(options.startAt) - Date.now()) : 0n;
  return prisma().workspace.create({
    data: {
      slug: `w-${n}-${crypto.randomUUID().slice(0, 8)}`,
      name: `Workspace ${n}`,
      mode,
      clockOffsetMs,
      timezone: options.timezone ?? "UTC",
    },
  });
}

/** A member of the workspace; the account of that address is made when there is none. Gives the user's id. */
export async function createMember(workspaceId: number, email: string, role = "editor") {
  const name = email.split("@")[0] ?? email;
  const { id } = await prisma().user.upsert({
    where: { email },
    create: { id: crypto.randomUUID(), name, email },
    update: {},
  });
  await prisma().membership.create({ data: { workspaceId, userId: id, role } });
  return id;
}

/** A subscriber of the workspace; every field can be given. */
export function createSubscriber(
  workspaceId: number,
  data: Partial<{
    externalId: string;
    email: string | null;
    firstName: string | null;
    timezone: string | null;
    attributes: Record<string, string | number | boolean | null>;
    tags: string[];
  }> = {},
) {
  const n = next();
  const externalId = data.externalId ?? `user-${n}`;
  return prisma().subscriber.create({
    data: { workspaceId, email: `${externalId}@example.com`, ...data, externalId },
  });
}
