import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readEnvironment } from "./environment";

const root = mkdtempSync(path.join(tmpdir(), "environment-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const read = (env: Record<string, string>) => readEnvironment({ NODE_ENV: "test", ...env }, root).variables;

test.each([
  "mail.example.com",
  "mail.example.com:8080",
  "localhost:3000",
  "ftp://example.com",
  "https://",
  "https://a.example/?x",
])("an APP_URL that links could not be made from stops the start: %s", (APP_URL) =>
  expect(() => read({ APP_URL })).toThrow(/^APP_URL must/),
);

test("an APP_URL is taken without its last slash, and is this machine when there is none", () => {
  expect(read({ APP_URL: "https://mail.example.com/" }).APP_URL).toBe("https://mail.example.com");
  expect(read({ PORT: "4000" }).APP_URL).toBe("http://localhost:4000");
});

test("the key material is made once", () => {
  const first = read({}).APP_SECRET;
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(read({}).APP_SECRET).toBe(first);
});

test.each([
  [{ LLM_MODEL: "gpt-5" }, /^LLM_URL must be set/],
  [{ LLM_URL: "localhost:11434/v1", LLM_MODEL: "qwen3" }, /^LLM_URL must be an address/],
  [{ LLM_URL: "https://me:secret@llm.example/v1", LLM_MODEL: "x" }, /^LLM_URL must not hold/],
  [{ LLM_URL: "http://localhost:11434/v1" }, /^LLM_MODEL must name/],
  [{ LLM_URL: "http://localhost:11434/v1", LLM_MODEL: "x", LLM_API_KEY: "a\nb" }, /^LLM_API_KEY must/],
])("J13 a language model that could not be asked stops the start: %j", (env, message) =>
  expect(() => read(env)).toThrow(message),
);

test("J13 a language model needs no key, and none at all is fine", () => {
  expect(read({ LLM_URL: "http://localhost:11434/v1", LLM_MODEL: "qwen3" }).LLM_MODEL).toBe("qwen3");
  expect(read({ LLM_URL: "", LLM_MODEL: "" }).LLM_URL).toBe("");
});

test.each(["of-resend", "whsec_Jg==", "whsec_c2hvcnQ=", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,of-resend"])(
  "D7 a secret that no provider's event could be held against stops the start, and is not repeated: %s",
  (secret) => {
    const start = () => read({ RESEND_WEBHOOK_SECRET: secret });
    expect(start).toThrow(/^RESEND_WEBHOOK_SECRET must be/);
    expect(start).not.toThrow(secret);
  },
);

test("D7 secrets for a provider's events are one, several, or none", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  for (const given of ["", secret, `${secret}, ${secret}==`])
    expect(read({ RESEND_WEBHOOK_SECRET: given }).RESEND_WEBHOOK_SECRET).toBe(given);
});
