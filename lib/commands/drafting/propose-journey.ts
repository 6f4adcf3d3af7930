import { parseJourneyFile } from "@/lib/api/parse-journey-file";
import type { FieldError } from "@/lib/api/problem";
import type { Proposal } from "@/lib/api/schemas/drafting";
import { type ChatFailure, type ChatMessage, completeChat } from "@/lib/channels/llm/complete-chat";
import type { LlmSettings } from "@/lib/channels/llm/llm-settings";
import { withWorkspace } from "@/lib/db/with-workspace";
import type { Problem } from "@/lib/journey/problem";
import { writeJourneyFile } from "@/lib/queries/write-journey-file";
import { planImport } from "../plan-import";
import { callsElsewhere } from "./calls-elsewhere";
import { draftOfSketch } from "./draft-of-sketch";
import { DRAFTING_MS_MAX } from "./drafting-ms-max";
import { draftingRules } from "./drafting-rules";
import { readDraftingWords } from "./drafting-words";
import { HiddenAddresses } from "./hidden-addresses";
import { SKETCH_STEPS_MAX } from "./journey-sketch";
import { presentProposal } from "./present-proposal";
import { type DraftingWorld, readDraftingWorld } from "./read-drafting-world";
import { readSketch } from "./read-sketch";
import type { UsableAnswer } from "./usable-answer";

export type Proposed =
  | { ok: true; proposal: Proposal }
  | { ok: false; reason: "not_found" | "archived" | "not_set" | "too_large" }
  | { ok: false; reason: "llm_failed"; failure: ChatFailure }
  /** no draft could be made of what the model answered, though it was asked to mend it */
  | { ok: false; reason: "unusable"; errors: FieldError[] };

type ProposeOptions = {
  /** undefined: the operator has set none */
  llm: LlmSettings | undefined;
  /** whoever asked is gone */
  signal: AbortSignal;
  timeoutMs?: number;
};

const MENDS_MAX = 2;
/** characters; about four make a token, and models read 100,000 tokens or more */
const PROMPT_MAX = 300_000;
const ERRORS_TOLD_MAX = 30;

/**
 * Asks the operator's model for a draft and holds what it answers against the checks of import and publish; what is wrong goes back to it, twice at most.
 * Stores nothing, and no connection of the database is held while the model thinks. Throws only when `signal` was aborted.
 */
export async function proposeJourney(
  workspaceId: number,
  journeyId: string,
  text: string,
  { llm, signal, timeoutMs = DRAFTING_MS_MAX }: ProposeOptions,
): Promise<Proposed> {
  const read = await readDraftingWorld(workspaceId, journeyId);
  if (!read.ok) return read;
  if (!llm) return { ok: false, reason: "not_set" };
  const { world } = read;
  if (world.own.journey.graph.nodes.length > SKETCH_STEPS_MAX) return { ok: false, reason: "too_large" };
  const addresses = new HiddenAddresses();
  const messages = await firstMessages(workspaceId, world, text, addresses);
  if (messages.reduce((sum, { content }) => sum + content.length, 0) > PROMPT_MAX)
    return { ok: false, reason: "too_large" };

  const until = performance.now() + timeoutMs;
  let usable: UsableAnswer | undefined;
  let errors: FieldError[] = [];
  for (let turn = 1; turn <= 1 + MENDS_MAX; turn++) {
    const answer = await completeChat(llm, messages, {
      signal,
      timeoutMs: Math.max(1, Math.ceil(until - performance.now())),
    });
    if (!answer.ok) {
      if (!usable) return { ok: false, reason: "llm_failed", failure: answer };
      usable = { ...usable, problems: [...usable.problems, notMended(answer)] };
      break;
    }
    const held = await holdAnswer(workspaceId, world, answer.text, addresses);
    if (held.ok) usable = { ...held.answer, turns: turn };
    const wrong = held.ok ? held.answer.problems.filter(isToBeMended).map(asError) : held.errors;
    if (wrong.length === 0) break;
    errors = wrong;
    messages.push({ role: "assistant", content: answer.text }, { role: "user", content: mendingWords(wrong) });
  }
  if (!usable) return { ok: false, reason: "unusable", errors };
  return { ok: true, proposal: await presentProposal(workspaceId, world, usable, llm) };
}

async function firstMessages(
  workspaceId: number,
  world: DraftingWorld,
  text: string,
  addresses: HiddenAddresses,
): Promise<ChatMessage[]> {
  const words = addresses.hide(await readDraftingWords(workspaceId, world));
  return [
    { role: "system", content: draftingRules() },
    { role: "user", content: JSON.stringify({ ...words, request: text }) },
  ];
}

type HeldAnswer = { ok: true; answer: Omit<UsableAnswer, "turns"> } | { ok: false; errors: FieldError[] };

async function holdAnswer(
  workspaceId: number,
  world: DraftingWorld,
  text: string,
  addresses: HiddenAddresses,
): Promise<HeldAnswer> {
  const read = readSketch(text);
  if (!read.ok) return read;
  const sketch = addresses.show(read.sketch);
  const { own, shared, errors } = draftOfSketch(sketch, world);
  if (errors.length > 0) return { ok: false, errors };
  const parsed = parseJourneyFile({ value: JSON.parse(JSON.stringify(writeJourneyFile(own, shared))) });
  if (!parsed.ok) return parsed;
  const { file } = parsed;
  const wanted = { journey_id: world.own.journey.id, as_new: false, shared: "keep", tests: "keep" } as const;
  const planned = await withWorkspace(workspaceId, (tx) => planImport(tx, workspaceId, file, wanted));
  // The journey may be gone by now; whoever accepts is told so.
  if (!planned.ok)
    return {
      ok: false,
      errors: planned.reason === "invalid" ? planned.errors : [{ path: "", message: planned.reason }],
    };
  const { graph } = planned.file.journey;
  const elsewhere = callsElsewhere(world.own.journey.graph, graph, process.env.WEBHOOK_ALLOW_PRIVATE === "true");
  return { ok: true, answer: { say: sketch.say, file, planned, problems: [...planned.plan.problems, ...elsewhere] } };
}

/** A step that nobody gets to is no error, and never what an author asked for. */
const isToBeMended = ({ severity, code }: Problem) => severity === "error" || code === "unreachable";

const asError = ({ node_id, field, message }: Problem): FieldError => ({
  path: [node_id, field].filter(Boolean).join("."),
  message,
  ...(node_id === undefined ? {} : { node_id }),
});

/** The model could not be asked to mend it any more: what it answered before is shown with what is wrong with it. */
const notMended = ({ detail }: ChatFailure): Problem => ({
  code: "llm_failed",
  severity: "warning",
  message: `The model was asked to mend this and did not: ${detail}`,
});

function mendingWords(errors: readonly FieldError[]): string {
  const lines = errors
    .slice(0, ERRORS_TOLD_MAX)
    .map(({ path, node_id, message }) => `- ${node_id === undefined ? path : `step ${node_id} (${path})`}: ${message}`);
  return `This does not work yet:\n${lines.join("\n")}\nAnswer with the whole JSON object again, with this mended and nothing else changed.`;
}
