import { request } from "undici";
import * as z from "zod";
import { retryAfterMs } from "../retry-after";
import type { LlmSettings } from "./llm-settings";

/**
 * One turn of OpenAI's chat completions, as OpenAI, Ollama, vLLM, LM Studio and many others speak it: POST {base}/chat/completions. What a
 * server does not know of the request (JSON mode, a temperature) it answers with 400, and is asked again without.
 */
export type ChatMessage = { role: "system" | "user" | "assistant"; content: string };

export type ChatFailure = {
  ok: false;
  reason:
    | "unreachable"
    | "timed_out"
    | "broke_off"
    | "unauthorised"
    | "not_found"
    | "busy"
    | "server_error"
    | "refused"
    | "answer_too_large"
    | "answer_cut_off"
    | "answer_withheld"
    | "not_a_completion";
  /** a sentence for a person: what happened, and whose it is to mend */
  detail: string;
  retryAfterMs?: number;
};
export type ChatAnswer = { ok: true; text: string } | ChatFailure;

type ChatOptions = {
  /** gives the request up: whoever asked is gone */
  signal: AbortSignal;
  /** connecting, waiting and reading together */
  timeoutMs: number;
  answerBytesMax?: number;
};

const ANSWER_BYTES_MAX = 2_000_000;
const SAID_MAX = 300;

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});
/** OpenAI's form of an error, and the shorter one that others have. */
const errorSchema = z.union([
  z.object({ error: z.object({ message: z.string(), param: z.string().nullish() }) }),
  z.object({ error: z.string() }).transform(({ error }) => ({ error: { message: error, param: null } })),
]);

/** Everything a server may not know; what it refuses is left out of the next request. */
const EXTRAS = { response_format: { type: "json_object" }, temperature: 0 } as const;
type Extras = Partial<typeof EXTRAS>;

/** Asks for one JSON object. Throws only when `signal` was aborted. */
export async function completeChat(
  settings: LlmSettings,
  messages: readonly ChatMessage[],
  { signal, timeoutMs, answerBytesMax = ANSWER_BYTES_MAX }: ChatOptions,
): Promise<ChatAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  let extras: Extras = EXTRAS;
  for (;;) {
    const answer = await post(settings, { messages, ...extras }, either, answerBytesMax).catch((error: unknown) => {
      signal.throwIfAborted();
      return timeout.aborted ? timedOut(settings, timeoutMs) : unreachable(settings, error);
    });
    if ("ok" in answer) return answer;
    const fewer = answer.status === 400 ? withoutRefused(extras, answer.text) : undefined;
    if (!fewer) return judge(settings, answer);
    extras = fewer;
  }
}

type HttpAnswer = { status: number; text: string; retryAfter: string | undefined };

async function post(
  { url, host, model, apiKey }: LlmSettings,
  body: object,
  signal: AbortSignal,
  bytesMax: number,
): Promise<HttpAnswer | ChatFailure> {
  const response = await request(`${url}/chat/completions`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
    },
    body: JSON.stringify({ model, stream: false, ...body }),
    signal,
    // the time limit is the signal's: a model may think for minutes before its first byte
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > bytesMax)
        return fail(
          "answer_too_large",
          `The model at ${host} answered with more than ${bytesMax.toLocaleString("en")} bytes.`,
        );
      chunks.push(chunk);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return fail(
      "broke_off",
      `The connection to the model at ${host} broke off in the middle of its answer. Try again.`,
    );
  }
  const after = response.headers["retry-after"];
  const text = Buffer.concat(chunks).toString("utf8");
  return { status: response.statusCode, text, retryAfter: Array.isArray(after) ? after[0] : after };
}

/** What to ask with after a 400; undefined when nothing is left to leave out. */
function withoutRefused(extras: Extras, text: string): Extras | undefined {
  const { message, param } = errorOf(text);
  const { temperature, response_format, ...rest } = extras;
  const aboutTemperature = /temperature/i.test(`${param} ${message}`);
  if (temperature !== undefined && (aboutTemperature || response_format === undefined))
    return response_format ? { ...rest, response_format } : rest;
  return response_format ? (temperature === undefined ? rest : { ...rest, temperature }) : undefined;
}

function judge(settings: LlmSettings, { status, text, retryAfter }: HttpAnswer): ChatAnswer {
  const { host, model } = settings;
  const said = saidOf(text, settings);
  if (status >= 200 && status < 300) return readCompletion(host, text);
  if (status === 401 || status === 403)
    return fail(
      "unauthorised",
      `The model at ${host} did not let us in (${status}). Whoever runs this installation has to look at LLM_API_KEY.`,
    );
  if (status === 404)
    return fail(
      "not_found",
      `${host} knows no such address or no model “${model}” (404${said}). Whoever runs this installation has to look at LLM_URL and LLM_MODEL.`,
    );
  if (status === 429) {
    const wait = retryAfterMs(retryAfter, Date.now());
    const when = wait === undefined ? "Try again in a minute." : `Try again in ${Math.ceil(wait / 1_000)} seconds.`;
    const busy = fail(
      "busy",
      `The model at ${host} takes no more for now, or its quota is used up (429${said}). ${when}`,
    );
    return wait === undefined ? busy : { ...busy, retryAfterMs: wait };
  }
  if (status >= 500)
    return fail("server_error", `The model at ${host} has trouble of its own (${status}${said}). Try again later.`);
  if (status >= 300 && status < 400)
    return fail(
      "refused",
      `${host} sends us elsewhere (${status}), which is not followed. Whoever runs this installation has to look at LLM_URL.`,
    );
  return fail("refused", `The model at ${host} did not take the request (${status}${said}).`);
}

function readCompletion(host: string, text: string): ChatAnswer {
  const parsed = completionSchema.safeParse(parseJson(text));
  const [choice] = parsed.success ? parsed.data.choices : [];
  if (!choice)
    return fail(
      "not_a_completion",
      `${host} answered with something else than a chat completion. Whoever runs this installation has to look at LLM_URL.`,
    );
  const { finish_reason, message } = choice;
  if (finish_reason === "length")
    return fail(
      "answer_cut_off",
      "The model's answer was cut off because it grew too long. Ask for a smaller change, or have a model set that may answer at greater length.",
    );
  if (finish_reason === "content_filter" || message.refusal)
    return fail("answer_withheld", `The model at ${host} did not want to answer this. Say it differently.`);
  if (!message.content?.trim())
    return fail("not_a_completion", `The model at ${host} answered with nothing. Try again.`);
  return { ok: true, text: message.content };
}

function timedOut({ host }: LlmSettings, timeoutMs: number): ChatFailure {
  const seconds = Math.max(1, Math.round(timeoutMs / 1_000));
  return fail(
    "timed_out",
    `The model at ${host} did not answer within ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  );
}

function unreachable({ host }: LlmSettings, error: unknown): ChatFailure {
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return fail("unreachable", `The model at ${host} could not be reached${code}. Is it running, and is LLM_URL right?`);
}

const fail = (reason: ChatFailure["reason"], detail: string): ChatFailure => ({ ok: false, reason, detail });

function errorOf(text: string): { message: string; param: string } {
  const parsed = errorSchema.safeParse(parseJson(text));
  return parsed.success
    ? { message: parsed.data.error.message, param: parsed.data.error.param ?? "" }
    : { message: "", param: "" };
}

/** The server's own words, in short and without the key, should it repeat that. */
function saidOf(text: string, { apiKey }: LlmSettings): string {
  const { message } = errorOf(text);
  const clean = (apiKey ? message.replaceAll(apiKey, "••••") : message).replace(/\s+/g, " ").trim();
  return clean === "" ? "" : `: ${clean.slice(0, SAID_MAX)}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
