/** The language model that the operator has set: any API that speaks OpenAI's chat completions. */
export type LlmSettings = {
  /** base URL, to which /chat/completions is added */
  url: string;
  /** what people are told about where their words go */
  host: string;
  model: string;
  apiKey: string | undefined;
};

/** Undefined: the operator has set none. Their form was checked when the installation started (lib/launch/environment.ts). */
export function llmSettings(env: NodeJS.ProcessEnv = process.env): LlmSettings | undefined {
  const { LLM_URL, LLM_MODEL, LLM_API_KEY } = env;
  if (!LLM_URL || !LLM_MODEL) return undefined;
  const url = LLM_URL.replace(/\/+$/, "");
  return { url, host: new URL(url).host, model: LLM_MODEL, apiKey: LLM_API_KEY || undefined };
}
