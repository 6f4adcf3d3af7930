import type pg from "pg";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { readClock } from "@/lib/db/read-clock";
import { runTransaction } from "@/lib/db/run-transaction";
import { shardOf } from "@/lib/db/shard";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import type { Facts, Instant } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { readPath } from "@/lib/journey/read-path";
import { hintWalk } from "@/lib/queue/hint";
import { type LoadedVersion, loadVersion } from "./load-version";
import { startEnrollments } from "./start-enrollments";

export type EnrolledSubscriber =
  | { ok: true; enrollmentId: string }
  /** not_active: the journey takes nobody in now. no_reentry: the person is inside, or may not enter again (yet) */
  | { ok: false; reason: "journey_not_found" | "subscriber_not_found" | "not_active" | "no_reentry" };

type Target = { status: string; live_version_id: number | null; mode: string };
type Person = Facts["subscriber"];

const PERSON = `
  select id::text as id, external_id, email, phone, first_name, last_name, timezone, locale, lifecycle_stage, attributes, tags,
    (extract(epoch from created_at) * 1000)::float8 as created_at
  from subscribers where workspace_id = $1 and external_id = $2`;

function entryKey(version: LoadedVersion, subscriber: Person, trigger: Facts["trigger"]): string {
  const { reentry, timezone } = version.settings;
  if (reentry.policy !== "parallel" || reentry.key === undefined) return "";
  const value = readPath(reentry.key, {
    subscriber,
    trigger,
    run: {},
    entered_at: trigger.at,
    journey: { id: version.journeyId, name: version.name, version: version.number },
    default_timezone: timezone ?? "UTC",
    fetched: new Map(),
  });
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function start(
  client: pg.ClientBase,
  workspace: { id: number; mode: string },
  version: LoadedVersion,
  person: Person,
  properties: JsonObject,
  now: Instant,
) {
  const { compiled, settings } = version;
  // People enrolled by hand come in by the manual trigger; a journey without one takes them in by its first.
  const entry = compiled.triggers.find((node) => node.type === "trigger.manual") ?? compiled.triggers[0];
  if (!entry) throw new Error(`version ${version.id} has no trigger`);
  const trigger = { node: entry.id, properties, at: now };
  const started = await startEnrollments(client, [
    {
      workspaceId: workspace.id,
      shard: shardOf(workspace, person.id),
      journeyId: version.journeyId,
      versionId: version.id,
      subscriberId: person.id,
      node: entry.index,
      locks: compiled.locksSubscriber,
      reentry: settings.reentry,
      entryKey: entryKey(version, person, trigger),
      trigger,
      now,
    },
  ]);
  return started[0];
}

/**
 * Puts a known person into a journey's live version by hand; `properties` are what `event.*` means inside. Re-entry rules hold as
 * for every other way in.
 */
export async function enrollSubscriber(
  principal: Principal,
  journeyId: string,
  wanted: { externalId: string; properties?: JsonObject },
): Promise<EnrolledSubscriber> {
  const { workspaceId } = principal;
  const [target] = await withWorkspace(
    workspaceId,
    (tx) => tx.$queryRaw<Target[]>`
      select j.status, j.live_version_id, w.mode from journeys j join workspaces w on w.id = j.workspace_id
      where j.id = ${journeyId}::uuid`,
  );
  if (!target) return { ok: false, reason: "journey_not_found" };
  if (target.status !== "active" || target.live_version_id === null) return { ok: false, reason: "not_active" };
  const version = await loadVersion(target.live_version_id);
  const workspace = { id: workspaceId, mode: target.mode };
  const result = await runTransaction(async (client): Promise<EnrolledSubscriber & { shard?: number }> => {
    const now = await readClock(client, workspaceId);
    const { rows } = await client.query<Person>(PERSON, [workspaceId, wanted.externalId]);
    const [person] = rows;
    if (!person) return { ok: false, reason: "subscriber_not_found" };
    const started = await start(client, workspace, version, person, wanted.properties ?? {}, now);
    if (!started) return { ok: false, reason: "no_reentry" };
    return { ok: true, enrollmentId: started.enrollmentId, shard: shardOf(workspace, person.id) };
  });
  if (!result.ok) return result;
  if (result.shard !== undefined) hintWalk([result.shard]);
  const data = { external_id: wanted.externalId, enrollment_id: result.enrollmentId };
  const line = { workspaceId, actor: actorOf(principal), action: "journey.enrolled", target: journeyId, data };
  await withWorkspace(workspaceId, (tx) => writeAudit(tx, line));
  return { ok: true, enrollmentId: result.enrollmentId };
}
