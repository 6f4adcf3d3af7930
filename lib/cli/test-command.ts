import path from "node:path";
import type { TestRun } from "@/lib/api/schemas/journey-test";
import type { Refusal } from "./api";
import { CliError } from "./cli-error";
import { filesMeant, isFileName, readText } from "./journey-files";
import type { Command, CommandResult } from "./run-cli";

type Ran = { of: string; run?: TestRun; problems: string[] };

/** Runs the tests of files (on the journey as the file has it; nothing is stored) and of drafts on the server. */
export async function test(command: Command): Promise<CommandResult> {
  const { io, names, flags } = command;
  const journeys = names.filter((name) => !isFileName(name));
  const files = names.length > 0 && journeys.length === names.length ? [] : names.filter(isFileName);
  const ran: Ran[] = [];
  if (names.length === 0 || files.length > 0)
    for (const file of filesMeant(io.cwd, flags.dir, files)) ran.push(await testFile(command, file));
  ran.push(...(await testDrafts(command, journeys)));
  const failed = ran.some(({ run, problems }) => problems.length > 0 || !run || run.failed > 0);
  return { code: failed ? 1 : 0, lines: ran.flatMap(describe), json: ran };
}

async function testFile({ api, io }: Command, file: string): Promise<Ran> {
  const of = path.relative(io.cwd, file);
  const answer = await api.import({ text: readText(file), dry_run: true });
  if (!answer.ok) return { of, problems: problemsOf(answer.refusal) };
  const { test_run, problems } = answer.body;
  return test_run
    ? { of, run: test_run, problems: [] }
    : { of, problems: problems.filter(({ severity }) => severity === "error").map(({ message }) => message) };
}

async function testDrafts({ api }: Command, names: string[]): Promise<Ran[]> {
  if (names.length === 0) return [];
  const all = await api.journeys();
  const ran: Ran[] = [];
  for (const name of names) {
    const journey = all.find(({ id, name: called }) => id === name || called === name);
    if (!journey) throw new CliError(2, `no such journey or file: ${name}`);
    const answer = await api.runTests(journey.id);
    ran.push(
      answer.ok
        ? { of: journey.name, run: answer.body, problems: [] }
        : { of: journey.name, problems: problemsOf(answer.refusal) },
    );
  }
  return ran;
}

function problemsOf({ detail, errors }: Refusal): string[] {
  return errors.length > 0 ? errors.map(({ path: at, message }) => `${at}: ${message}`) : [detail];
}

function describe({ of, run, problems }: Ran): string[] {
  if (!run) return [`${of}: cannot be walked`, ...problems.map((problem) => `  ${problem}`)];
  return [
    `${of}: ${run.passed} passed, ${run.failed} failed`,
    ...run.results.flatMap(({ name, passed, difference }) => [
      `  ${passed ? "✓" : "✗"} ${name}`,
      ...(difference
        ? [`      expected ${place(difference)}: ${difference.expected}`, `      but got: ${difference.actual}`]
        : []),
    ]),
  ];
}

function place({ in: part, index }: NonNullable<TestRun["results"][number]["difference"]>): string {
  if (part === "path") return `step ${(index ?? 0) + 1}`;
  return part === "messages" ? `mail ${(index ?? 0) + 1}` : part;
}
