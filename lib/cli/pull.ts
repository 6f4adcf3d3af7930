import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import type { JourneyFile } from "@/lib/api/schemas/journey-file";
import { slugOf } from "../journey/file-references";
import { CliError } from "./cli-error";
import { filesById, listFiles, readText } from "./journey-files";
import { mergeYaml } from "./merge-yaml";
import type { Command, CommandResult } from "./run-cli";

/** Writes journeys to files. A file that is there keeps its name, its comments and its style. */
export async function pull({ api, io, names, flags }: Command): Promise<CommandResult> {
  const folder = path.resolve(io.cwd, flags.dir);
  const all = await api.journeys();
  const unknown = names.filter((name) => !all.some((journey) => journey.id === name || journey.name === name));
  if (unknown.length > 0) throw new CliError(2, `no such journey: ${unknown.join(", ")}`);
  const wanted = names.length === 0 ? all : all.filter(({ id, name }) => names.includes(id) || names.includes(name));
  mkdirSync(folder, { recursive: true });
  const present = filesById(folder);
  // Also files that name no journey yet: somebody is writing them.
  const taken = new Set(listFiles(folder));
  const written: { journey: string; file: string; action: "written" | "changed" | "unchanged" }[] = [];
  for (const { id, name } of wanted) {
    const file = present.get(id) ?? newFile(folder, name, flags.format, taken);
    const before = present.has(id) ? readText(file) : undefined;
    const after = textOf(await api.export(id), file, before);
    if (after !== before) writeFileSync(file, after);
    taken.add(file);
    const action = before === undefined ? "written" : after === before ? "unchanged" : "changed";
    written.push({ journey: id, file: path.relative(io.cwd, file), action });
  }
  return { code: 0, lines: written.map(({ file, action }) => `${file}: ${action}`), json: written };
}

function newFile(folder: string, name: string, format: string, taken: ReadonlySet<string>): string {
  const fileOf = (n: number) => path.join(folder, `${slugOf(name)}${n === 1 ? "" : `-${n}`}.${format}`);
  let n = 1;
  while (taken.has(fileOf(n))) n += 1;
  return fileOf(n);
}

function textOf(file: JourneyFile, name: string, before: string | undefined): string {
  // what is undefined in JSON is not there
  const value: Record<string, unknown> = JSON.parse(JSON.stringify(file));
  if (name.endsWith(".json")) return `${JSON.stringify(value, null, 2)}\n`;
  return before === undefined ? stringify(value, { lineWidth: 120 }) : mergeYaml(before, value);
}
