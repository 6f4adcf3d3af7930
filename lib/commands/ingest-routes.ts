import type pg from "pg";
import * as z from "zod";
import { READ_DYNAMIC_SEGMENTS, READ_LISTENED_NAMES, READ_TRIGGERS, STANDING_LISTENED } from "@/lib/db/ingest.sql";
import { type ScoreRulesRow, scoreRulesOf } from "@/lib/db/score-rules-row";
import { READ_SCORE_RULES } from "@/lib/db/scores.sql";
import { timerPlan } from "@/lib/engine/timer-plan";
import { type Condition, conditionSchema } from "@/lib/journey/condition";
import { type Json, jsonSchema } from "@/lib/journey/json";
import { type LifecycleRules, lifecycleRulesSchema } from "@/lib/journey/lifecycle-rules";
import type { ScoreRules } from "@/lib/journey/score-rules";
import type { Reentry } from "@/lib/journey/settings";
import { isStandingPath, mentionsStanding } from "@/lib/journey/standing-paths";
import { type TriggerControls, triggerControls, triggerControlsSchema } from "@/lib/nodes/trigger-controls";
import { log } from "@/lib/queue/log";
import type { IngestWorkspace } from "./ingest-workspace";
import { type LivePatterns, livePatterns, type PatternRoute } from "./live-patterns";
import { type LoadedVersion, loadVersion } from "./load-version";
import type { LiveTimer } from "./timer-moments";
import { isPatternTrigger } from "./trigger-key";

/** One trigger of a live version, ready to be asked. */
export type Route = {
  journey: { id: string; name: string; version: number };
  versionId: number;
  node: number;
  nodeId: string;
  locks: boolean;
  reentry: Reentry;
  timezone: string | undefined;
  where: Condition | undefined;
  /** settings of the journey, asked at every way in */
  eligibility: Condition | undefined;
  consentRequired: boolean;
  controls: TriggerControls;
  /** trigger.event only: what the event's source must be */
  source: string | undefined;
  /** trigger.attribute_changed only: absent means any value */
  from: Json | undefined;
  to: Json | undefined;
};

/** What an event or a change of a person can lead to in one workspace, as of one trigger epoch. */
export type Routes = {
  epoch: number;
  byEvent: ReadonlyMap<string, Route[]>;
  /** by the attribute's path */
  byAttribute: ReadonlyMap<string, Route[]>;
  bySegment: ReadonlyMap<string, Route[]>;
  bySegmentLeft: ReadonlyMap<string, Route[]>;
  /** by the journey: how people get in whom no trigger names, put there by hand, by the API or by another journey */
  byHand: ReadonlyMap<string, Route>;
  /** every trigger of a journey by its id */
  entrances: (journeyId: string) => ReadonlyMap<string, Route>;
  patterns: LivePatterns;
  /** by journey and trigger: "<journey> <node>" */
  timers: ReadonlyMap<string, LiveTimer>;
  /** names of events that people inside some version, live or not, may be waiting for */
  listened: ReadonlySet<string>;
  segments: { id: string; condition: Condition }[];
  /** who belongs to which stage of the lifecycle */
  lifecycle: LifecycleRules;
  /** names of events that segments and stages look at */
  segmentEvents: ReadonlySet<string>;
  /** how people are scored; undefined: they are not */
  scores: ScoreRules | undefined;
  /** segments or stages look at scores */
  segmentsScored: boolean;
  /** a trigger, or somebody inside a version, may be waiting for a score or class to change */
  standingListens: boolean;
};

/** Engagement that conditions ask for by `message`, not by the event's name. */
const ENGAGEMENT_EVENTS = ["email_opened", "email_clicked", "email_unsubscribed", "push_clicked"];

const configSchema = z.object({
  where: conditionSchema.optional(),
  from: jsonSchema.optional(),
  to: jsonSchema.optional(),
  source: z.string().optional(),
  ...triggerControls,
});

type TriggerRow = {
  journey_id: string;
  version_id: number;
  node: number;
  type: string;
  key: string;
  config: unknown;
  active: boolean;
};
type Cached = { routes: Routes; versions: Map<number, string[]> };

const cache = new Map<number, Cached>();
const CACHED_WORKSPACES_MAX = 1_000;

/** A version that this build cannot read must not stop the workspace's other events; a database that fails must. */
async function readableVersion(row: TriggerRow): Promise<LoadedVersion | undefined> {
  try {
    return await loadVersion(row.version_id);
  } catch (error) {
    if (error instanceof Error && "code" in error) throw error; // from PostgreSQL or the connection to it
    log.error({ err: error, version: row.version_id }, "a published version cannot be read; its triggers start nobody");
    return undefined;
  }
}

async function toRoute(row: TriggerRow): Promise<Route | undefined> {
  const config = configSchema.safeParse(row.config);
  if (!config.success) {
    log.error(
      { version: row.version_id, node: row.node },
      "a published trigger has a setting that cannot be read; it starts nobody",
    );
    return undefined;
  }
  const version = await readableVersion(row);
  if (!version) return undefined;
  return {
    journey: { id: row.journey_id, name: version.name, version: version.number },
    versionId: row.version_id,
    node: row.node,
    nodeId: version.compiled.idAt(row.node),
    locks: version.compiled.locksSubscriber,
    reentry: version.settings.reentry,
    timezone: version.settings.timezone,
    where: config.data.where,
    eligibility: version.settings.eligibility,
    consentRequired: version.settings.consent_required === true,
    controls: triggerControlsSchema.parse(config.data),
    source: config.data.source || undefined,
    from: config.data.from,
    to: config.data.to,
  };
}

/** Names of the events that a condition counts, `where` included. */
function eventsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(eventsIn);
  if ("any" in condition) return condition.any.flatMap(eventsIn);
  if ("none" in condition) return condition.none.flatMap(eventsIn);
  if ("event" in condition) return [condition.event];
  return "message" in condition || "consent" in condition ? ENGAGEMENT_EVENTS : [];
}

async function readScoring(
  client: pg.ClientBase,
  workspaceId: number,
): Promise<{ scores: ScoreRules | undefined; lifecycle: LifecycleRules }> {
  const { rows } = await client.query<ScoreRulesRow & { enabled: boolean; lifecycle: unknown }>(READ_SCORE_RULES, [
    workspaceId,
  ]);
  const [row] = rows;
  if (!row) return { scores: undefined, lifecycle: [] };
  return {
    scores: row.enabled ? scoreRulesOf(row) : undefined,
    lifecycle: lifecycleRulesSchema.parse(row.lifecycle),
  };
}

async function readRoutes(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  before: Cached | undefined,
): Promise<Cached> {
  const versions = new Map(before?.versions);
  const triggers = await client.query<TriggerRow>(READ_TRIGGERS, [workspace.id]);
  const named = await client.query<{ id: number; names: string[] }>(READ_LISTENED_NAMES, [
    workspace.id,
    [...versions.keys()],
  ]);
  const segmentRows = await client.query<{ id: string; condition: unknown }>(READ_DYNAMIC_SEGMENTS, [workspace.id]);
  for (const { id, names } of named.rows) versions.set(id, names);
  const byEvent = new Map<string, Route[]>();
  const byAttribute = new Map<string, Route[]>();
  const bySegment = new Map<string, Route[]>();
  const bySegmentLeft = new Map<string, Route[]>();
  const byHand = new Map<string, Route>();
  const patternRoutes: PatternRoute[] = [];
  const timers = new Map<string, LiveTimer>();
  const entrances = new Map<string, Map<string, Route>>();
  const byType: Record<string, Map<string, Route[]> | undefined> = {
    "trigger.event": byEvent,
    "trigger.attribute_changed": byAttribute,
    "trigger.lifecycle_changed": byAttribute,
    "trigger.segment_entered": bySegment,
    "trigger.segment_left": bySegmentLeft,
  };
  for (const row of triggers.rows) {
    const route = await toRoute(row);
    if (!route) continue;
    if (isPatternTrigger(row.type))
      patternRoutes.push({ patternId: Number(row.key), type: row.type, config: row.config, route, fires: row.active });
    if (!row.active) continue;
    const own = entrances.get(row.journey_id) ?? new Map<string, Route>();
    entrances.set(row.journey_id, own.set(route.nodeId, route));
    const plan = timerPlan(row.type, row.config);
    if (plan) timers.set(`${row.journey_id} ${route.nodeId}`, { route, plan });
    const routes = byType[row.type];
    if (routes) routes.set(row.key, [...(routes.get(row.key) ?? []), route]);
    const known = byHand.get(row.journey_id);
    // Without a trigger for it people come in by the first one, whose own rules and limits are about something else.
    if (row.type === "trigger.manual") byHand.set(row.journey_id, route);
    else if (!known) byHand.set(row.journey_id, { ...route, where: undefined, source: undefined, controls: {} });
  }
  const scoring = await readScoring(client, workspace.id);
  const segments = segmentRows.rows.flatMap(({ id, condition }) => {
    const parsed = conditionSchema.safeParse(condition);
    if (!parsed.success)
      log.error({ segment: id }, "a segment's condition cannot be read; its members stay as they are");
    return parsed.success ? [{ id, condition: parsed.data }] : [];
  });
  const listened = new Set([...ENGAGEMENT_EVENTS, ...[...versions.values()].flat()]);
  const looked = [...segments, ...scoring.lifecycle].map(({ condition }) => condition);
  return {
    versions,
    routes: {
      ...scoring,
      segmentsScored: scoring.scores !== undefined && mentionsStanding(looked),
      standingListens:
        scoring.scores !== undefined &&
        (listened.has(STANDING_LISTENED) || [...byAttribute.keys()].some(isStandingPath)),
      epoch: workspace.triggerEpoch,
      byEvent,
      byAttribute,
      bySegment,
      bySegmentLeft,
      byHand,
      timers,
      entrances: (journeyId) => entrances.get(journeyId) ?? new Map(),
      patterns: await livePatterns(client, workspace.id, patternRoutes),
      listened,
      segments,
      segmentEvents: new Set(looked.flatMap(eventsIn)),
    },
  };
}

/**
 * The workspace's routes for the epoch just read: cached, and read again when the epoch is another one, so that a publish that
 * returned counts for the next event.
 */
export async function routesOf(client: pg.ClientBase, workspace: IngestWorkspace): Promise<Routes> {
  const before = cache.get(workspace.id);
  if (before?.routes.epoch === workspace.triggerEpoch) return before.routes;
  const read = await readRoutes(client, workspace, before);
  if (cache.size >= CACHED_WORKSPACES_MAX) cache.clear();
  cache.set(workspace.id, read);
  return read.routes;
}
