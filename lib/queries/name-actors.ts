import type { ActorResource } from "@/lib/api/schemas/approval";
import type { Tx } from "@/lib/db/with-workspace";

/** "user:<id>" and "key:<id>", as actorOf writes them, with their names; also of people who have left and of revoked keys. */
export async function nameActors(tx: Tx, actors: readonly string[]): Promise<(actor: string) => ActorResource> {
  const idsOf = (kind: "user" | "key") =>
    actors.flatMap((actor) => (actor.startsWith(`${kind}:`) ? [actor.slice(kind.length + 1)] : []));
  const users = await tx.user.findMany({
    where: { id: { in: idsOf("user") } },
    select: { id: true, name: true, email: true },
  });
  const keys = await tx.apiKey.findMany({ where: { id: { in: idsOf("key") } }, select: { id: true, name: true } });
  const named = new Map<string, ActorResource>([
    ...users.map(({ id, name, email }) => [`user:${id}`, { kind: "member", name, email }] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, { kind: "key", name, email: null }] as const),
  ]);
  return (actor) =>
    named.get(actor) ??
    (actor.startsWith("key:")
      ? { kind: "key", name: "an API key", email: null }
      : { kind: "member", name: "somebody", email: null });
}
