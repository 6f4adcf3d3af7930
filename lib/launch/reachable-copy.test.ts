import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { reachableCopy } from "./reachable-copy";

const root = mkdtempSync(path.join(tmpdir(), "reachable-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("the programs of PostgreSQL are copied once for each version, not with every start", () => {
  const [place, folder] = [path.join(root, "place"), path.join(root, "package/native")];
  mkdirSync(place);
  mkdirSync(path.join(folder, "bin"), { recursive: true });
  writeFileSync(path.join(folder, "bin/postgres-18"), "program", { mode: 0o700 });
  symlinkSync("postgres-18", path.join(folder, "bin/postgres"));
  chmodSync(folder, 0o700);
  const version = (text: string) =>
    writeFileSync(path.join(root, "package/package.json"), JSON.stringify({ version: text }));
  version("18.1.0");
  const copy = reachableCopy(folder, place);
  expect(readFileSync(path.join(copy, "bin/postgres"), "utf8")).toBe("program");
  for (const one of [copy, path.join(copy, "bin"), path.join(copy, "bin/postgres-18")])
    expect(statSync(one).mode & 0o005).toBe(0o005);
  expect(reachableCopy(folder, place)).toBe(copy);
  expect(readdirSync(place)).toHaveLength(1);
  version("18.2.0");
  expect(reachableCopy(folder, place)).not.toBe(copy);
  expect(readdirSync(place)).toHaveLength(2);
});
