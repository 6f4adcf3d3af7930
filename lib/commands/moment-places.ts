import { pool } from "@/lib/db/pool";
import { graphSchema } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";

/** All versions of a journey, and their nodes whose timer is a moment of the calendar and no span. */
export async function momentPlaces(journeyId: string) {
  const { rows } = await pool().query<{ id: number; graph: unknown }>(
    "select id, graph from journey_versions where journey_id = $1",
    [journeyId],
  );
  return {
    versions: rows.map(({ id }) => id),
    moments: rows.flatMap(({ id, graph }) =>
      graphSchema
        .parse(graph)
        .nodes.flatMap(({ type }, node) => (nodeDefinition(type)?.waitsForMoment ? [{ version_id: id, node }] : [])),
    ),
  };
}
