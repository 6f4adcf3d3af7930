import type pg from "pg";
import {
  ADD_MAIL_RATES,
  LOCK_MAIL_RATES,
  READ_MAIL_RATES,
  STAND_IN_LINE,
  WRITE_MAIL_RATE,
} from "@/lib/db/mail-rates.sql";
import type { ClaimedSend } from "@/lib/db/sends.sql";
import type { Instant } from "@/lib/journey/facts";
import { sendHeadStartMs } from "@/lib/journey/send-priority";
import { type Turn, takeTurns } from "@/lib/journey/take-turns";

const SECOND_MS = 1_000;

/** What a line needs to know of a claimed mail. */
export type InLine = Pick<ClaimedSend, "id" | "enrollment_id" | "reason" | "due_at" | "created_at">;
export type MailLine = { turns: readonly Turn[]; line_ends: number };

const NORMAL_MS = sendHeadStartMs();

/** By how much an urgent mail stands further ahead than a normal one: it became due so much earlier than it was made. */
const aheadMs = ({ due_at, created_at }: InLine) => Math.max(created_at - due_at - NORMAL_MS, 0);

/**
 * Who of some mails goes out at `now` when at most `perSecond` may, and when the others are due: one after the other behind those who stand in line,
 * the more urgent ones further ahead. Whoever has stood in it, is repeated, or belongs to no run (a test mail, a word to the team) takes the next turn there is. Guarantee: no second
 * holds more than `perSecond` turns, however the calls are cut; turns are only used by who goes out. Pure.
 */
export function moveLine<Mail extends InLine>(
  { turns, line_ends }: MailLine,
  mails: readonly Mail[],
  perSecond: number,
  now: Instant,
): { go: Mail[]; wait: { mail: Mail; due: Instant }[]; line: MailLine } {
  const isNew = ({ reason, enrollment_id }: Mail) => reason === null && enrollment_id !== null;
  const standing = line_ends > now;
  const [next, behind] = [mails.filter((one) => !isNew(one)), mails.filter(isNew)];
  const asking = standing ? next : [...next, ...behind];
  const { moments } = takeTurns(
    turns,
    asking.map(() => now),
    perSecond,
    SECOND_MS,
  );
  const first = moments.findIndex((moment) => moment > now);
  const going = first < 0 ? asking.length : first;
  const go = asking.slice(0, going);
  const used = takeTurns(
    turns,
    go.map(() => now),
    perSecond,
    SECOND_MS,
  );
  const placeMs = SECOND_MS / perSecond;
  const soonest = moments[going] ?? now + placeMs;
  let ends = Math.max(line_ends, soonest);
  const wait = [...asking.slice(going), ...(standing ? behind : [])].map((mail, i) => {
    // a little before the turn is there: at it comes the next in line, who would be the first to ask every time
    const due = isNew(mail)
      ? Math.max(ends - aheadMs(mail), soonest)
      : Math.max((moments[going + i] ?? soonest) - placeMs, now + placeMs / 4);
    if (isNew(mail)) ends += placeMs;
    return { mail, due: Math.ceil(due) };
  });
  return { go, wait, line: { turns: used.turns, line_ends: wait.some(({ mail }) => isNew(mail)) ? ends : line_ends } };
}

/**
 * Of mails that are to be handed over those whose turn it is (workspaces without a limit: all), in the transaction that claimed them. The others
 * are put off until their turn. All workers share the line, which is locked until the transaction ends.
 */
export async function takeMailTurns<Mail extends { claimed: ClaimedSend }>(
  client: pg.ClientBase,
  mails: readonly Mail[],
  now: Instant,
): Promise<Mail[]> {
  if (mails.length === 0) return [];
  const byWorkspace = Map.groupBy(mails, ({ claimed }) => claimed.workspace_id);
  const { rows: limited } = await client.query<{ id: number; per_second: number }>(READ_MAIL_RATES, [
    [...byWorkspace.keys()],
  ]);
  if (limited.length === 0) return [...mails];
  const ids = limited.map(({ id }) => id);
  await client.query(ADD_MAIL_RATES, [ids]);
  const { rows: lines } = await client.query<MailLine & { workspace_id: number }>(LOCK_MAIL_RATES, [ids]);
  const waiting = new Map<string, Instant>();
  for (const { workspace_id, ...line } of lines) {
    const perSecond = limited.find(({ id }) => id === workspace_id)?.per_second;
    if (perSecond === undefined) continue;
    const own = (byWorkspace.get(workspace_id) ?? []).map(({ claimed }) => claimed);
    const moved = moveLine(line, own, perSecond, now);
    for (const { mail, due } of moved.wait) waiting.set(mail.id, due);
    await client.query(WRITE_MAIL_RATE, [workspace_id, JSON.stringify(moved.line.turns), moved.line.line_ends]);
  }
  if (waiting.size > 0) await client.query(STAND_IN_LINE, [[...waiting.keys()], [...waiting.values()]]);
  return mails.filter(({ claimed }) => !waiting.has(claimed.id));
}
