import { createHash } from "node:crypto";
import * as z from "zod";
import type { Prisma } from "@/lib/db/generated/prisma/client";
import { prisma } from "@/lib/db/prisma";
import { DRAFTING_MS_MAX } from "./drafting/drafting-ms-max";

/** Real time. */
const KEPT_MS = 24 * 3_600_000;
/**
 * A request still without an answer after this has died with its process; its key may be used again. None is worked on for longer than a draft by
 * the language model, which a repeat must not ask twice; a minute more is for what comes before and after.
 */
const ABANDONED_MS = DRAFTING_MS_MAX + 60_000;

const answerSchema = z.object({
  status: z.number(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type RememberedAnswer = z.output<typeof answerSchema>;

export type AnswerClaim =
  /** ours to answer: call remember or forget */
  { kind: "first" } | { kind: "again"; answer: RememberedAnswer } | { kind: "other_request" } | { kind: "in_progress" };

/** Identifies a request for Idempotency-Key: who, where and the exact bytes. */
export function hashRequest(actor: string, method: string, path: string, body: Uint8Array): string {
  return createHash("sha256").update(`${actor}\n${method}\n${path}\n`).update(body).digest("hex");
}

/** Claims an Idempotency-Key; the primary key decides between two requests at the same time. */
export async function claimAnswer(
  workspaceId: number,
  key: string,
  requestHash: string,
  now = new Date(),
): Promise<AnswerClaim> {
  const claimed = await prisma().$queryRaw<unknown[]>`
    insert into idempotency_keys as k (workspace_id, key, request_hash, created_at)
    values (${workspaceId}, ${key}, ${requestHash}, ${now})
    on conflict (workspace_id, key) do update
      set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, body = null
      where k.created_at < ${new Date(now.getTime() - KEPT_MS)}
         or (k.status is null and k.created_at < ${new Date(now.getTime() - ABANDONED_MS)})
    returning 1`;
  if (claimed.length > 0) return { kind: "first" };
  const known = await prisma().idempotencyKey.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
  if (!known || known.status === null) return { kind: "in_progress" };
  if (known.requestHash !== requestHash) return { kind: "other_request" };
  return { kind: "again", answer: answerSchema.parse(known.body) };
}

/** Keeps the answer of a claimed key. */
export async function rememberAnswer(workspaceId: number, key: string, answer: RememberedAnswer): Promise<void> {
  // Through JSON once: what is replayed is exactly what went over the wire.
  const body: Prisma.InputJsonValue = JSON.parse(JSON.stringify(answer));
  await prisma().idempotencyKey.update({
    where: { workspaceId_key: { workspaceId, key } },
    data: { status: answer.status, body },
  });
}

/** Gives a claimed key back, because nothing was answered for good (an internal error). */
export async function forgetAnswer(workspaceId: number, key: string): Promise<void> {
  await prisma().idempotencyKey.deleteMany({ where: { workspaceId, key, status: null } });
}
