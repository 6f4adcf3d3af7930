import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { CliError } from "./cli-error";

const FILE = /\.(ya?ml|json)$/;
export const isFileName = (text: string): boolean => FILE.test(text);

/** A file's text. Throws CliError 2 when it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CliError(2, `${file}: ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}

/** The files meant: those named, or all of the folder when none is. */
export function filesMeant(cwd: string, dir: string, named: readonly string[]): string[] {
  if (named.length > 0) return named.map((file) => path.resolve(cwd, file));
  const folder = path.resolve(cwd, dir);
  const found = listFiles(folder);
  if (found.length === 0)
    throw new CliError(2, `no journey files in ${folder}; name some, or run "sojourn pull" first`);
  return found;
}

/** Every journey file of a folder; none when it is not there. */
export function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(isFileName)
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    return []; // no such folder: nothing is in it
  }
}

/** Journey id → its file in the folder, so that a renamed journey stays in the file it has. */
export function filesById(folder: string): Map<string, string> {
  return new Map(
    listFiles(folder).flatMap((file) => {
      const id = idIn(readText(file));
      return id === undefined ? [] : [[id, file] as const];
    }),
  );
}

function idIn(text: string): string | undefined {
  try {
    const id = parse(text)?.journey?.id;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined; // somebody's unfinished file names no journey
  }
}
