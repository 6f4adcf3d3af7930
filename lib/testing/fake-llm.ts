import * as z from "zod";
import { type FakeAnswer, type FakeRequest, startFakeApi } from "./fake-api";

const requestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() })).min(1),
  stream: z.boolean().optional(),
  temperature: z.number().min(0).max(2).optional(),
  response_format: z.object({ type: z.enum(["text", "json_object", "json_schema"]) }).optional(),
});
export type FakeChat = z.output<typeof requestSchema>;

const error = (status: number, message: string, more: { code?: string; param?: string } = {}): FakeAnswer => ({
  status,
  body: { error: { message, type: "invalid_request_error", param: more.param ?? null, code: more.code ?? null } },
});

export type FakeLlmOptions = {
  apiKey?: string;
  model?: string;
  port?: number;
  /** what the server does not know and refuses with 400, as older servers and reasoning models do */
  refuses?: readonly ("response_format" | "temperature")[];
};

/**
 * A local server that behaves as OpenAI documents its chat completions: the key (401), the model (404), the request's form (400), JSON mode only where the
 * messages speak of JSON, one completion. `say` is what the model answers next, in order; a value is written as JSON.
 */
export async function startFakeLlm({ apiKey, model = "fake-1", port, refuses = [] }: FakeLlmOptions = {}) {
  const chats: FakeChat[] = [];
  const answers: { content: string; finish_reason: string }[] = [];
  let held: Promise<void> | undefined;

  const refusal = ({ method, url, headers }: FakeRequest): FakeAnswer | undefined => {
    if (method !== "POST" || url.pathname !== "/v1/chat/completions")
      return error(404, `Unknown request URL: ${method} ${url.pathname}.`, { code: "unknown_url" });
    if (apiKey && headers.authorization !== `Bearer ${apiKey}`)
      return error(401, "Incorrect API key provided.", { code: "invalid_api_key" });
    return undefined;
  };

  const handle = async (request: FakeRequest): Promise<FakeAnswer> => {
    const refused = refusal(request);
    if (refused) return refused;
    const parsed = requestSchema.safeParse(request.body);
    if (!parsed.success) return error(400, parsed.error.issues[0]?.message ?? "invalid request");
    const chat = parsed.data;
    if (chat.model !== model)
      return error(404, `The model \`${chat.model}\` does not exist.`, { code: "model_not_found" });
    for (const param of refuses)
      if (chat[param] !== undefined)
        return error(400, `Unsupported parameter: '${param}' is not supported.`, { param });
    if (chat.response_format?.type === "json_object" && !/json/i.test(JSON.stringify(chat.messages)))
      return error(400, "'messages' must contain the word 'json' in some form, to use 'response_format'.", {
        param: "messages",
      });
    chats.push(chat);
    const { content, finish_reason } = answers.shift() ?? { content: "I have nothing to say.", finish_reason: "stop" };
    await held;
    const message = { role: "assistant", content, refusal: null };
    return {
      status: 200,
      body: {
        id: `chatcmpl-${chats.length}`,
        object: "chat.completion",
        created: 1_700_000_000,
        model,
        choices: [{ index: 0, message, logprobs: null, finish_reason }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      },
    };
  };

  const api = await startFakeApi(handle, port);
  return {
    ...api,
    /** base URL, as LLM_URL takes it */
    base: `${api.url}/v1`,
    model,
    /** what was asked and taken, oldest first */
    chats,
    say: (content: unknown, finish_reason = "stop") => {
      answers.push({ content: typeof content === "string" ? content : JSON.stringify(content), finish_reason });
    },
    /** neither what was asked nor what was to be said */
    forget: () => {
      chats.length = 0;
      answers.length = 0;
    },
    /** answers wait until the function that it gives is called */
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = undefined;
        resolve();
      };
    },
  };
}
