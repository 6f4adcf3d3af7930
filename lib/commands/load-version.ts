import { sidePool } from "@/lib/db/pool";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import { compileGraph } from "@/lib/engine/compile-graph";
import type { CompiledGraph } from "@/lib/engine/types";
import { graphSchema } from "@/lib/journey/graph";
import { type JourneySettings, journeySettingsSchema } from "@/lib/journey/settings";

export type LoadedVersion = {
  id: number;
  workspaceId: number;
  journeyId: string;
  /** the journey's number of this version, from 1 */
  number: number;
  /** the journey's name when it was loaded */
  name: string;
  compiled: CompiledGraph;
  settings: JourneySettings;
  /** node id → its mail */
  emails: Record<string, CompiledEmail>;
};

type Row = {
  workspace_id: number;
  journey_id: string;
  number: number;
  name: string;
  graph: unknown;
  settings: unknown;
  emails: Record<string, CompiledEmail>;
};

const SELECT_VERSION = `
  select v.workspace_id, v.journey_id, v.number, j.name, v.graph, v.settings, v.emails
  from journey_versions v join journeys j on j.id = v.journey_id where v.id = $1`;

/** Versions are immutable, so the cache never has to forget for correctness; it forgets the oldest beyond this for memory. */
const CACHED_MAX = 500;
const cache = new Map<string, Promise<LoadedVersion>>();

/** The version is there and this program does not understand it: a step of a newer release, or of one too old. */
export class UnreadableVersion extends Error {
  constructor(versionId: number, cause: unknown) {
    super(`journey version ${versionId} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = "UnreadableVersion";
  }
}

function compile(versionId: number, row: Row): Pick<LoadedVersion, "compiled" | "settings"> {
  try {
    const settings = journeySettingsSchema.parse(row.settings);
    return { settings, compiled: compileGraph(graphSchema.parse(row.graph), settings) };
  } catch (error) {
    throw new UnreadableVersion(versionId, error);
  }
}

async function load(versionId: number): Promise<LoadedVersion> {
  const { rows } = await sidePool().query<Row>({ name: "select-version", text: SELECT_VERSION, values: [versionId] });
  const row = rows[0];
  if (!row) throw new Error(`journey version ${versionId} does not exist`);
  return {
    ...compile(versionId, row),
    id: versionId,
    workspaceId: row.workspace_id,
    journeyId: row.journey_id,
    number: row.number,
    name: row.name,
    emails: row.emails,
  };
}

/**
 * A published version, compiled. Rejects when there is none of that id, and with UnreadableVersion; a failure is not cached. The cache is keyed by database
 * too, because tests give each file its own.
 */
export function loadVersion(versionId: number): Promise<LoadedVersion> {
  const key = `${process.env.DATABASE_URL} ${versionId}`;
  const known = cache.get(key);
  if (known) return known;
  const loading = load(versionId);
  loading.catch(() => cache.delete(key));
  cache.set(key, loading);
  const oldest = cache.keys().next().value;
  if (cache.size > CACHED_MAX && oldest !== undefined) cache.delete(oldest);
  return loading;
}
