import { listAttributes } from "./list-attributes";
import { listEventKinds } from "./list-event-kinds";

/** Every path that people or events of a workspace were seen to have: what a mail may name without being asked whether it is misspelt. */
export async function readKnownPaths(workspaceId: number): Promise<ReadonlySet<string>> {
  const [attributes, kinds] = await Promise.all([listAttributes(workspaceId), listEventKinds(workspaceId)]);
  return new Set([
    ...["id", "external_id", "tags", "created_at", "scores", "activity"],
    ...attributes.map(({ path }) => path),
    ...kinds.flatMap(({ properties }) => Object.keys(properties).map((name) => `event.${name}`)),
  ]);
}
