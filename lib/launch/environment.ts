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
  if (!/^https?:\/\/[^/?#]/i.test(appUrl) || !URL.canParse(appUrl) || /[?#]/.test(appUrl))
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
