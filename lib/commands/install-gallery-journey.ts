import type { FieldError } from "@/lib/api/problem";
import type { ImportPlan } from "@/lib/api/schemas/journey-file";
import type { Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { galleryJourney } from "@/lib/gallery/registry";
import { importJourney } from "./import-journey";

export type InstalledJourney =
  | { ok: true; plan: ImportPlan }
  | { ok: false; reason: "not_found" }
  /** the gallery and the product do not fit together: a bug, told with its places */
  | { ok: false; reason: "invalid"; errors: FieldError[] };

/**
 * Makes a draft of a journey of the gallery, with its mails, segments and tests. Mails and segments that are here already under the same
 * name stay as they are and are used, so installing twice makes a second journey and nothing else; it is numbered, so that nobody takes one
 * for the other.
 */
export async function installGalleryJourney(principal: Principal, key: string): Promise<InstalledJourney> {
  const entry = galleryJourney(key);
  if (!entry) return { ok: false, reason: "not_found" };
  const { description, settings, graph, templates, segments = {}, tests } = entry;
  const name = await freeName(principal.workspaceId, entry.name);
  const imported = await importJourney(principal, {
    file: { sojourn: 1, journey: { name, description, settings, graph }, templates, segments, tests },
    as_new: true,
    shared: "keep",
    tests: "replace",
    dry_run: false,
  });
  if (imported.ok) return imported;
  if (imported.reason === "invalid") return { ok: false, reason: "invalid", errors: imported.errors };
  throw new Error(`the gallery's ${key} was not imported: ${imported.reason}`);
}

async function freeName(workspaceId: number, name: string): Promise<string> {
  const like = await withWorkspace(workspaceId, (tx) =>
    tx.journey.findMany({ where: { workspaceId, name: { startsWith: name } }, select: { name: true } }),
  );
  const taken = new Set(like.map((journey) => journey.name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
  return free;
}
