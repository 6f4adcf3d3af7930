import type pg from "pg";
import { CLAIM_TASKS, type ClaimedSend } from "@/lib/db/sends.sql";
import { READ_TASKS } from "@/lib/db/tasks.sql";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { taskNotice } from "@/lib/email/task-notice";
import { templateContext } from "@/lib/email/template-context";
import type { Instant } from "@/lib/journey/facts";
import { createTask } from "@/lib/nodes/create-task/definition";
import { planTask } from "@/lib/nodes/create-task/plan-task";
import { isDry, repeatOf, type SendDecision, senderOf } from "./decide-send";
import { type MailChannel, timeOfSend } from "./deliver-batch";
import type { DeliverEnvironment } from "./deliver-environment";
import { loadSendContext, type SenderWorkspace, sendFacts } from "./load-send-context";
import type { LoadedVersion } from "./load-version";

/** A task as its notice tells it; `assignee`: the address of the member whose it is, null for anybody's. */
type Noticed = { title: string; notes: string; due_at: Instant | null; assignee: string | null };

/**
 * Notices of tasks to those who are to do them. The task is on the list since the walk was committed; so neither a pause nor an unsubscribe of
 * the person keeps the notice. Where nobody wants a mail the notice is written and kept.
 */
export const taskNotices: MailChannel = {
  claim: async (client, setting, limit) =>
    (await client.query<ClaimedSend>(CLAIM_TASKS, [setting.shard, new Date(setting.now), limit])).rows,
  decide: async (client, rows, setting, env) => {
    const { workspaces, versions, unreadable } = await loadSendContext(client, rows);
    const tasks = await readTasks(client, rows);
    return rows.flatMap((claimed) => {
      const workspace = workspaces.get(claimed.workspace_id);
      if (!workspace) return [];
      const version = versions.get(claimed.version_id ?? -1);
      const at = timeOfSend(claimed, setting);
      if (!claimed.stored && unreadable.has(claimed.version_id ?? -1))
        return [{ claimed, decision: { kind: "put_off" } as const }];
      return [{ claimed, decision: decide(claimed, version, workspace, at, env, tasks.get(claimed.id)) }];
    });
  },
};

async function readTasks(client: pg.PoolClient, rows: readonly ClaimedSend[]): Promise<Map<string, Noticed>> {
  const found = await client.query<Omit<Noticed, "due_at"> & { id: string; due_at: Date | null }>(READ_TASKS, [
    rows.map(({ id }) => id),
  ]);
  return new Map(found.rows.map(({ id, due_at, ...task }) => [id, { ...task, due_at: due_at?.getTime() ?? null }]));
}

function decide(
  claimed: ClaimedSend,
  version: LoadedVersion | undefined,
  workspace: SenderWorkspace,
  at: Instant,
  env: DeliverEnvironment,
  task: Noticed | undefined,
): SendDecision {
  const again = repeatOf(claimed, at);
  if (again) return again;
  const { person } = claimed;
  const facts = version && sendFacts(claimed, version, workspace);
  if (!facts || !person) return { kind: "skip", reason: version ? "erased" : "journey_deleted" };
  const config = createTask.schema.safeParse(version.compiled.node(version.compiled.idAt(claimed.node)).config);
  if (!config.success) return { kind: "skip", reason: "no_content" };
  const dry = isDry(claimed);
  const fill = (text: string) => fillLiquid(text, templateContext(facts, at));
  const told =
    task ?? (dry ? wouldBe(planTask(config.data, facts, { fill, now: claimed.created_at }).task) : undefined);
  if (!told) return { kind: "skip", reason: "erased" };
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  const links = {
    task: `${env.appUrl}/w/${workspace.slug}/tasks?task=${claimed.id}`,
    person: `${env.appUrl}/w/${workspace.slug}/people/${encodeURIComponent(person.external_id)}`,
  };
  const message = {
    from: senderOf(workspace, env),
    to: told.assignee ?? "anybody",
    ...taskNotice({
      ...told,
      person: name ? `${name} (${person.external_id})` : person.external_id,
      journey: version.name,
      timezone: version.settings.timezone ?? workspace.timezone,
      ...(task && { links }),
    }),
    headers: { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": claimed.id },
  };
  if (dry) return { kind: "dry_run", message };
  return told.assignee !== null && config.data.notify_email !== false
    ? { kind: "message", message }
    : { kind: "keep", message };
}

function wouldBe({ assignees, ...task }: ReturnType<typeof planTask>["task"]): Noticed {
  return { ...task, assignee: assignees.length > 0 ? assignees.join(" or ") : null };
}
