import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeLlmOptions, startFakeLlm } from "@/lib/testing/fake-llm";
import { type ChatMessage, completeChat } from "./complete-chat";
import { llmSettings } from "./llm-settings";

let fake: Awaited<ReturnType<typeof startFakeLlm>>;
beforeEach(() => start({ apiKey: "sk-right" }));
afterEach(() => fake.stop());

async function start(options: FakeLlmOptions) {
  await fake?.stop();
  fake = await startFakeLlm(options);
}

const messages: ChatMessage[] = [
  { role: "system", content: "Answer in JSON." },
  { role: "user", content: "Hello" },
];
const settings = (more: object = {}) => ({
  url: fake.base,
  host: "llm.test",
  model: "fake-1",
  apiKey: "sk-right",
  ...more,
});
const ask = (more: object = {}, options: object = {}) =>
  completeChat(settings(more), messages, { signal: new AbortController().signal, timeoutMs: 5_000, ...options });

test("J13 one turn of chat completions: key, model, messages, JSON mode, no chance", async () => {
  fake.say('{"a": 1}');
  expect(await ask()).toEqual({ ok: true, text: '{"a": 1}' });
  expect(fake.requests).toEqual(["POST /v1/chat/completions"]);
  expect(fake.chats).toEqual([
    { model: "fake-1", messages, stream: false, temperature: 0, response_format: { type: "json_object" } },
  ]);
});

test("J13 the operator's variables are an address, a model and perhaps a key", () => {
  const set = { LLM_URL: "http://localhost:11434/v1/", LLM_MODEL: "qwen3" };
  expect(llmSettings({ NODE_ENV: "test", ...set })).toEqual({
    url: "http://localhost:11434/v1",
    host: "localhost:11434",
    model: "qwen3",
    apiKey: undefined,
  });
  expect(llmSettings({ NODE_ENV: "test" })).toBeUndefined();
  expect(llmSettings({ NODE_ENV: "test", LLM_URL: "", LLM_MODEL: "" })).toBeUndefined();
});

test.each([
  [["response_format"], { temperature: 0 }, 2],
  [["temperature"], { response_format: { type: "json_object" } }, 2],
  [["response_format", "temperature"], {}, 3],
] as const)("J13 a server that refuses %j with 400 is asked without it", async (refuses, extras, requests) => {
  await start({ refuses });
  fake.say("{}");
  expect(await ask({ apiKey: undefined })).toEqual({ ok: true, text: "{}" });
  expect(fake.requests).toHaveLength(requests);
  expect(fake.chats).toEqual([{ model: "fake-1", messages, stream: false, ...extras }]);
});

test.each([
  ["unauthorised", /did not let us in \(401\).*LLM_API_KEY/, () => ask({ apiKey: "sk-wrong" })],
  ["not_found", /no model “other” \(404: The model `other` does not exist/, () => ask({ model: "other" })],
  ["not_found", /LLM_URL/, () => ask({ url: `${fake.url}/elsewhere` })],
  ["unreachable", /could not be reached \(ECONNREFUSED\)/, () => ask({ url: "http://127.0.0.1:1" })],
  ["timed_out", /within 1 second/, () => answered({ never: true }, { timeoutMs: 200 })],
  [
    "busy",
    /429: slow down.*in 20 seconds/,
    () => answered({ status: 429, body: said("slow down"), headers: { "retry-after": "20" } }),
  ],
  ["busy", /in a minute/, () => answered({ status: 429, body: {} })],
  [
    "server_error",
    /trouble of its own \(503: overloaded\)/,
    () => answered({ status: 503, body: { error: "overloaded" } }),
  ],
  ["refused", /sends us elsewhere \(302\)/, () => answered({ status: 302, body: {} })],
  [
    "refused",
    /did not take the request \(400: too many tokens\)/,
    () => answered({ status: 400, body: said("too many tokens") }, {}, 3),
  ],
  ["broke_off", /in the middle of its answer/, () => answered({ status: 200, text: '{"choices": [', cut: true })],
  [
    "not_a_completion",
    /something else than a chat completion/,
    () => answered({ status: 200, text: "<html>Welcome</html>" }),
  ],
  ["not_a_completion", /something else than a chat completion/, () => answered({ status: 200, body: { choices: [] } })],
  ["not_a_completion", /answered with nothing/, () => chosen({ message: { content: "  " }, finish_reason: "stop" })],
  ["answer_cut_off", /grew too long/, () => chosen({ message: { content: '{"steps": [' }, finish_reason: "length" })],
  ["answer_withheld", /did not want/, () => chosen({ message: { content: "" }, finish_reason: "content_filter" })],
  [
    "answer_withheld",
    /did not want/,
    () => chosen({ message: { content: null, refusal: "No." }, finish_reason: "stop" }),
  ],
  [
    "answer_too_large",
    /more than 100 bytes/,
    () => answered({ status: 200, text: "x".repeat(200) }, { answerBytesMax: 100 }),
  ],
] as const)("J13 what goes wrong is a sentence: %s, %s", async (reason, words, asking) => {
  expect(await asking()).toMatchObject({ ok: false, reason, detail: expect.stringMatching(words) });
});

test("J13 how long a busy server asks to wait is known to programs, too; the key is never repeated", async () => {
  fake.answerNext(1, { status: 429, body: said("key sk-right is over its quota"), headers: { "retry-after": "7" } });
  const answer = await ask();
  expect(answer).toMatchObject({ retryAfterMs: 7_000 });
  expect(JSON.stringify(answer)).not.toContain("sk-right");
});

test("J13 a request that is given up throws, whatever the server does", async () => {
  const controller = new AbortController();
  const release = fake.hold();
  fake.say("{}");
  const asked = completeChat(settings(), messages, { signal: controller.signal, timeoutMs: 5_000 });
  controller.abort(new Error("gone"));
  await expect(asked).rejects.toThrow("gone");
  release();
});

const said = (message: string) => ({ error: { message, type: "x", param: null, code: null } });
type Answer = Parameters<typeof fake.answerNext>[1];
function answered(answer: Answer, options: object = {}, times = 1) {
  fake.answerNext(times, answer);
  return ask({}, options);
}
const chosen = (choice: object) => answered({ status: 200, body: { choices: [{ index: 0, ...choice }] } });
