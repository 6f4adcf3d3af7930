import type pg from "pg";
import { appUrl } from "@/lib/auth/app-url";
import { plainArray, textArray } from "@/lib/db/array-literal";
import { sendId } from "@/lib/db/send-id";
import { CREATE_TASKS, FIND_MEMBERS, TAKE_TASK_TURNS } from "@/lib/db/tasks.sql";
import type { Consequences } from "../record-subscriber-changes";
import type { Walked } from "../walked";
import type { AssignedTask, TaskMember } from "./assigned-task";
import { type PlannedWrite, plannedWrites } from "./planned-write";
import { tellChats } from "./tell-chats";

type Asked = PlannedWrite<"create_task">;

/**
 * create_task of a batch: exactly one task a visit, because its id is that of the visit's notice, which the same commit puts into the ledger.
 * A dry run makes none; its notices and chats are written and not handed over.
 */
export async function writeTasks(client: pg.ClientBase, all: readonly Walked[]): Promise<Consequences> {
  const asked = plannedWrites(all, ["create_task"]);
  const real = asked.filter(({ walked }) => !walked.dryRun);
  const assigned = await assign(client, real);
  if (assigned.length > 0) await client.query(CREATE_TASKS, columns(assigned));
  const dry = asked.flatMap((one) => (one.walked.dryRun ? [{ ...one, id: idOf(one), assignee: null }] : []));
  await tellChats(client, [...assigned, ...dry], appUrl());
  return { shards: new Set(), segments: false };
}

const idOf = ({ walked, planned }: Asked) => sendId(walked.row.id, planned.visit, "task");

/** Members take turns in the order in which the step names them; who is no member any more is passed over. */
async function assign(client: pg.ClientBase, asked: readonly Asked[]): Promise<AssignedTask[]> {
  const addresses = [...new Set(asked.flatMap(({ effect }) => effect.task.assignees))];
  const workspaces = [...new Set(asked.map(({ walked }) => walked.row.workspace_id))];
  const { rows } =
    addresses.length === 0
      ? { rows: [] }
      : await client.query<TaskMember>(FIND_MEMBERS, [plainArray(workspaces), textArray(addresses)]);
  const memberOf = new Map(rows.map((member) => [`${member.workspace_id} ${member.address}`, member]));
  const candidates = new Map(
    asked.map((one) => [
      one,
      one.effect.task.assignees.flatMap((address) => memberOf.get(`${one.walked.row.workspace_id} ${address}`) ?? []),
    ]),
  );
  const turns = await takeTurns(
    client,
    asked.filter((one) => (candidates.get(one)?.length ?? 0) > 1),
  );
  return asked.map((one) => {
    const members = candidates.get(one) ?? [];
    return { ...one, id: idOf(one), assignee: members[(turns.get(one) ?? 0) % members.length] ?? null };
  });
}

/** The number of each task among all that its step has ever given out. */
async function takeTurns(client: pg.ClientBase, asked: readonly Asked[]): Promise<Map<Asked, number>> {
  const turnOf = new Map<Asked, number>();
  if (asked.length === 0) return turnOf;
  const steps = Map.groupBy(asked, ({ walked, planned }) => `${walked.version.journeyId} ${planned.node}`);
  const lines = [...steps.values()].flatMap((group) => (group[0] ? [{ first: group[0], group }] : []));
  const { rows } = await client.query<{ journey_id: string; node_id: string; given: number }>(TAKE_TASK_TURNS, [
    plainArray(lines.map(({ first }) => first.walked.version.journeyId)),
    textArray(lines.map(({ first }) => first.planned.node)),
    plainArray(lines.map(({ first }) => first.walked.row.workspace_id)),
    plainArray(lines.map(({ group }) => group.length)),
  ]);
  for (const { journey_id, node_id, given } of rows) {
    const group = steps.get(`${journey_id} ${node_id}`) ?? [];
    group.forEach((one, i) => void turnOf.set(one, given - group.length + i));
  }
  return turnOf;
}

function columns(tasks: readonly AssignedTask[]): string[] {
  return [
    plainArray(tasks.map(({ id }) => id)),
    plainArray(tasks.map(({ walked }) => walked.row.workspace_id)),
    plainArray(tasks.map(({ walked }) => walked.row.subscriber_id)),
    plainArray(tasks.map(({ walked }) => walked.row.id)),
    plainArray(tasks.map(({ walked }) => walked.version.journeyId)),
    textArray(tasks.map(({ planned }) => planned.node)),
    textArray(tasks.map(({ effect }) => effect.task.title)),
    textArray(tasks.map(({ effect }) => effect.task.notes)),
    textArray(tasks.map(({ assignee }) => assignee?.user_id ?? null)),
    textArray(tasks.map(({ effect }) => iso(effect.task.due_at))),
    textArray(tasks.map(({ planned }) => iso(planned.at))),
  ];
}

function iso(at: number): string;
function iso(at: number | null): string | null;
function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
