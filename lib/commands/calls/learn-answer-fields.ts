import { pool } from "@/lib/db/pool";
import { LEARN_ANSWER_FIELDS } from "@/lib/db/webhooks.sql";
import { type AnswerField, answerFields } from "@/lib/journey/answer-fields";
import type { Json } from "@/lib/journey/json";

/** Fields that this process has written already: every answer is looked at, hardly any is written. */
const known = new Set<string>();
const KNOWN_MAX = 20_000;

/** Whose answer it was. */
export type AnsweredStep = { workspaceId: number; journeyId: string; nodeId: string };

/** Remembers which fields the answers to a step have, so that they can be picked later on. Kinds only: no value is kept. */
export async function learnAnswerFields(step: AnsweredStep, value: Json): Promise<void> {
  const key = ({ path, kind }: AnswerField) => `${step.journeyId} ${step.nodeId} ${path} ${kind}`;
  const fresh = answerFields(value).filter((field) => !known.has(key(field)));
  if (fresh.length === 0) return;
  await pool().query(LEARN_ANSWER_FIELDS, [
    step.workspaceId,
    step.journeyId,
    step.nodeId,
    fresh.map(({ path }) => path),
    fresh.map(({ kind }) => kind),
  ]);
  if (known.size > KNOWN_MAX) known.clear();
  for (const field of fresh) known.add(key(field));
}
