import * as z from "zod";
import type { Tx } from "@/lib/db/with-workspace";
import { type CompiledEmail, compiledEmailSchema } from "@/lib/email/compiled-email";
import { checkGraph } from "@/lib/engine/check-graph";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import { type JourneySettings, journeySettingsSchema } from "@/lib/journey/settings";
import { compileDraftEmails } from "./compile-draft-emails";
import { readGraphWorld } from "./read-graph-world";

const emailsSchema = z.record(z.string(), compiledEmailSchema);

/** A graph that can be walked without being published, with its mails. */
export type Walkable = {
  journey: { id: string; name: string; version: number };
  graph: Graph;
  settings: JourneySettings;
  emails: Record<string, CompiledEmail>;
};

export type ReadWalkable =
  | { ok: true; walkable: Walkable }
  | { ok: false; reason: "not_found" | "no_version" }
  /** the draft could not be published either, and so cannot be walked */
  | { ok: false; reason: "invalid"; problems: Problem[] };

/**
 * A journey's saved draft or one of its versions, ready to be walked. `emailsOf`: only these steps' mails are rendered (a draft's
 * take some milliseconds each); absent: all.
 */
export async function readWalkable(
  tx: Tx,
  workspaceId: number,
  id: string,
  wanted: number | "draft",
  emailsOf?: ReadonlySet<string>,
): Promise<ReadWalkable> {
  const row = await tx.journey.findFirst({ where: { id, workspaceId } });
  if (!row) return { ok: false, reason: "not_found" };
  if (wanted !== "draft") {
    const version = await tx.journeyVersion.findUnique({
      where: { journeyId_number: { journeyId: id, number: wanted } },
    });
    if (!version) return { ok: false, reason: "no_version" };
    return {
      ok: true,
      walkable: {
        journey: { id, name: row.name, version: version.number },
        graph: graphSchema.parse(version.graph),
        settings: journeySettingsSchema.parse(version.settings),
        emails: emailsSchema.parse(version.emails),
      },
    };
  }
  const graph = graphSchema.parse(row.graph);
  const settings = journeySettingsSchema.parse(row.settings);
  const problems = checkGraph(graph, settings, await readGraphWorld(tx, workspaceId, id));
  if (problems.some(({ severity }) => severity === "error")) return { ok: false, reason: "invalid", problems };
  const compiled = await compileDraftEmails(tx, workspaceId, graph, { emailsOf });
  const broken = compiled.problems.filter(({ severity }) => severity === "error");
  if (broken.length > 0) return { ok: false, reason: "invalid", problems: broken };
  const last = await tx.journeyVersion.aggregate({ where: { journeyId: id }, _max: { number: true } });
  const journey = { id, name: row.name, version: (last._max.number ?? 0) + 1 };
  return { ok: true, walkable: { journey, graph, settings, emails: compiled.emails } };
}
