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
