import type { z } from "zod";
import type { Why, whyQuerySchema } from "@/lib/api/schemas/why";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import { readNames } from "./read-names";
import { explainAbsence } from "./why/explain-absence";
import { explainEnd } from "./why/explain-end";
import { explainStep } from "./why/explain-step";
import { readWhyRuns } from "./why/read-why-runs";

export type Explained = { ok: true; why: Why } | { ok: false; reason: "not_found" | "no_person" | "no_node" };

/**
 * Why a person did, or did not, get into a journey or to one of its steps: the first thing that decided it, with its evidence. Of
 * several runs the newest that got to the step speaks, else the newest.
 */
export async function explainPerson(
  workspaceId: number,
  journeyId: string,
  { external_id, node_id }: z.output<typeof whyQuerySchema>,
): Promise<Explained> {
  return withWorkspace(workspaceId, async (tx): Promise<Explained> => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId } });
    if (!journey) return { ok: false, reason: "not_found" };
    const person = await tx.subscriber.findUnique({
      where: { workspaceId_externalId: { workspaceId, externalId: external_id } },
    });
    if (!person) return { ok: false, reason: "no_person" };
    if (node_id !== undefined && !(await isKnownStep(tx, journeyId, journey.graph, node_id)))
      return { ok: false, reason: "no_node" };
    const who = [person.firstName, person.lastName].filter(Boolean).join(" ") || external_id;
    const runs = await readWhyRuns(tx, workspaceId, journeyId, String(person.id));
    const [newest] = runs;
    if (newest) {
      const been = runs.find(({ visits }) => visits.some((visit) => visit.node_id === node_id)) ?? newest;
      const why = node_id === undefined ? explainEnd(newest, who, true) : explainStep(been, who, node_id);
      return { ok: true, why };
    }
    const version = await tx.journeyVersion.findFirst({
      where: { journeyId, ...(journey.liveVersionId === null ? {} : { id: journey.liveVersionId }) },
      orderBy: { number: "desc" },
      select: { graph: true },
    });
    const graph: Graph | undefined = version ? graphSchema.parse(version.graph) : undefined;
    const names = await readNames(tx, workspaceId, graph ?? { nodes: [], edges: [] });
    const subscriberId = person.id;
    return {
      ok: true,
      why: await explainAbsence({ tx, workspaceId, journeyId, subscriberId, who, names, graph }),
    };
  });
}

/** A step of the draft or of any version. */
async function isKnownStep(tx: Tx, journeyId: string, draft: unknown, node: string): Promise<boolean> {
  const parsed = graphSchema.safeParse(draft);
  if (parsed.success && parsed.data.nodes.some(({ id }) => id === node)) return true;
  const wanted = JSON.stringify([{ id: node }]);
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from journey_versions where journey_id = ${journeyId}::uuid and graph->'nodes' @> ${wanted}::jsonb limit 1`;
  return found.length > 0;
}
