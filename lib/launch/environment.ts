import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export type Environment = {
  dataDir: string;
  port: number;
  /** what web and worker get: process.env with every default filled in */
  variables: NodeJS.ProcessEnv;
};

/** The key material of this installation: given, or made once and kept where only we can read it. */
function appSecret(dataDir: string): string {
  const file = path.join(dataDir, "app-secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

const isWebAddress = (text: string) => /^https?:\/\/[^/?#]/i.test(text) && URL.canParse(text) && !/[?#]/.test(text);

/** The language model that drafts journeys: an address and a model, or nothing at all. */
function checkLlm({ LLM_URL, LLM_MODEL, LLM_API_KEY }: NodeJS.ProcessEnv): void {
  if (!LLM_URL) {
    if (LLM_MODEL || LLM_API_KEY) throw new Error("LLM_URL must be set where LLM_MODEL or LLM_API_KEY is");
    return;
  }
  if (!isWebAddress(LLM_URL))
    throw new Error(`LLM_URL must be an address that begins with https:// or http://, not "${LLM_URL}"`);
  const { username, password } = new URL(LLM_URL);
  if (username || password) throw new Error("LLM_URL must not hold a name or a password: LLM_API_KEY is for that");
  if (!LLM_MODEL?.trim()) throw new Error("LLM_MODEL must name the model to ask where LLM_URL is set");
  if (LLM_API_KEY && !/^[\x21-\x7e]+$/.test(LLM_API_KEY))
    throw new Error("LLM_API_KEY must be one word of plain letters, digits and signs");
}

const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/_-]{22,}={0,2}$/;

/** A secret that nothing is signed with would refuse every event of the provider, and nobody here would know why. */
function checkWebhookSecrets({ RESEND_WEBHOOK_SECRET = "" }: NodeJS.ProcessEnv): void {
  const secrets = RESEND_WEBHOOK_SECRET.split(",").map((secret) => secret.trim());
  if (!secrets.every((secret) => secret === "" || WEBHOOK_SECRET.test(secret)))
    throw new Error("RESEND_WEBHOOK_SECRET must be whsec_ and base64 of 16 bytes or more, several separated by commas");
}

/** Reads the variables of the public contract and fills their defaults. Throws with the variable's name on a bad value. */
export function readEnvironment(env: NodeJS.ProcessEnv, root: string): Environment {
  const port = Number(env.PORT ?? "3000");
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a port number, not "${env.PORT}"`);
  const mode = env.BOOTSTRAP_WORKSPACE_MODE ?? "sandbox";
  if (mode !== "sandbox" && mode !== "live")
    throw new Error(`BOOTSTRAP_WORKSPACE_MODE must be "sandbox" or "live", not "${mode}"`);
  const sample = env.BOOTSTRAP_SAMPLE_DATA ?? "true";
  if (sample !== "true" && sample !== "false")
    throw new Error(`BOOTSTRAP_SAMPLE_DATA must be "true" or "false", not "${sample}"`);
  if (env.BOOTSTRAP_API_KEY !== undefined && env.BOOTSTRAP_API_KEY.length < 24)
    throw new Error("BOOTSTRAP_API_KEY must have at least 24 characters");
  const dataDir = path.resolve(root, env.DATA_DIR ?? ".data");
  mkdirSync(dataDir, { recursive: true });
  const appUrl = env.APP_URL ?? `http://localhost:${port}`;
  checkLlm(env);
  checkWebhookSecrets(env);
  if (!isWebAddress(appUrl))
    throw new Error(`APP_URL must be an address that begins with https:// or http://, not "${appUrl}"`);
  return {
    dataDir,
    port,
    variables: {
      ...env,
      PORT: String(port),
      HOST: env.HOST ?? "127.0.0.1",
      APP_URL: appUrl.replace(/\/+$/, ""),
      APP_SECRET: env.APP_SECRET ?? appSecret(dataDir),
      DATA_DIR: dataDir,
      BOOTSTRAP_WORKSPACE_MODE: mode,
      BOOTSTRAP_SAMPLE_DATA: sample,
      NEXT_TELEMETRY_DISABLED: "1",
    },
  };
}
