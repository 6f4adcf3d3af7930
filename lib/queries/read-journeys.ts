import type { JourneyResource } from "@/lib/api/schemas/journey";
import { journeyStatusSchema } from "@/lib/api/schemas/journey";
import type { Tx } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { countRuns, noRuns, type RunTotals } from "./count-runs";

/** A row of `journeys` with what is said about it elsewhere. Read by readJourneys below. */
type JourneyRow = {
  id: string;
  name: string;
  description: string;
  status: string;
  graph: unknown;
  settings: unknown;
  revision: number;
  created_at: Date;
  updated_at: Date;
  version: number | null;
  published_at: Date | null;
  dry_run_since: Date | null;
  approval_id: string | null;
  approval_state: string | null;
  unpublished_changes: boolean;
  workspace_id: number;
};

/** Journeys by id, as the API shows them, in the order of the ids; what is not there (or not ours) is left out. */
export async function readJourneys(tx: Tx, ids: string[]): Promise<JourneyResource[]> {
  const rows = await tx.$queryRaw<JourneyRow[]>`
    select j.id, j.workspace_id, j.name, j.description, j.status, j.graph, j.settings, j.revision, j.created_at, j.updated_at, j.dry_run_since,
           v.number as version, v.published_at, a.id as approval_id, a.state as approval_state,
           (v.id is null or v.graph is distinct from j.graph or v.settings is distinct from j.settings) as unpublished_changes
    from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
    join journeys j on j.id = wanted.id
    join workspaces w on w.id = j.workspace_id
    left join journey_versions v on v.id = j.live_version_id
    left join approvals a on a.journey_id = j.id and a.open and w.publish_needs_approval and j.status <> 'archived'
    order by wanted.place`;
  const [first] = rows;
  if (!first) return [];
  const totals = await countRuns(tx, first.workspace_id, ids);
  return rows.map((row) => presentJourney(row, totals.get(row.id) ?? noRuns));
}

function presentJourney(row: JourneyRow, totals: RunTotals): JourneyResource {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    status: journeyStatusSchema.parse(row.status),
    settings: journeySettingsSchema.parse(row.settings),
    graph: graphSchema.parse(row.graph),
    version: row.version,
    revision: row.revision,
    unpublished_changes: row.unpublished_changes,
    totals,
    dry_run_since: row.dry_run_since?.toISOString() ?? null,
    published_at: row.published_at?.toISOString() ?? null,
    approval: openApproval(row),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function openApproval({ approval_id: id, approval_state }: JourneyRow): JourneyResource["approval"] {
  if (id === null) return null;
  return {
    id,
    state: approval_state === "approved" || approval_state === "changes_asked" ? approval_state : "waiting",
  };
}
