import path from "node:path";
import { parse } from "yaml";
import type { JourneyFile } from "@/lib/api/schemas/journey-file";
import { describeValueDifference, diffValues, type ValueDifference } from "./diff-values";
import { filesMeant, readText } from "./journey-files";
import type { Command, CommandResult } from "./run-cli";

type Problem = { severity: "error" | "warning"; path: string; message: string };

/** Every problem of every file: what keeps it from being pushed, and what would keep it from being published. */
export async function validate({ api, io, names, flags }: Command): Promise<CommandResult> {
  const checked: { file: string; problems: Problem[] }[] = [];
  for (const file of filesMeant(io.cwd, flags.dir, names)) {
    const answer = await api.import({ text: readText(file), dry_run: true });
    const problems = answer.ok
      ? answer.body.problems.map(({ severity, node_id, field, message }) => ({
          severity,
          path: [node_id, field].filter(Boolean).join("."),
          message,
        }))
      : refused(answer.refusal);
    checked.push({ file: path.relative(io.cwd, file), problems });
  }
  const lines = checked.flatMap(({ file, problems }) =>
    problems.length === 0
      ? [`${file}: ok`]
      : problems.map(({ severity, path: at, message }) => `${file}: ${severity}: ${at ? `${at}: ` : ""}${message}`),
  );
  const broken = checked.some(({ problems }) => problems.some(({ severity }) => severity === "error"));
  return { code: broken ? 1 : 0, lines, json: checked };
}

function refused({ detail, errors }: { detail: string; errors: { path: string; message: string }[] }): Problem[] {
  const all = errors.length > 0 ? errors : [{ path: "", message: detail }];
  return all.map((error) => ({ severity: "error", ...error }));
}

/** How each file differs from the draft on the server that it goes into. */
export async function diff({ api, io, names, flags }: Command): Promise<CommandResult> {
  const compared: { file: string; differences: ValueDifference[]; problems: Problem[] }[] = [];
  for (const file of filesMeant(io.cwd, flags.dir, names)) {
    const text = readText(file);
    const answer = await api.import({ text, dry_run: true });
    const name = path.relative(io.cwd, file);
    if (!answer.ok) {
      compared.push({ file: name, differences: [], problems: refused(answer.refusal) });
      continue;
    }
    const { journey } = answer.body;
    const there = journey.action === "create" ? {} : comparable(await api.export(journey.id));
    compared.push({ file: name, differences: diffValues(there, comparable(parse(text))), problems: [] });
  }
  const lines = compared.flatMap(({ file, differences, problems }) => [
    ...problems.map((problem) => `${file}: error: ${problem.path}: ${problem.message}`),
    ...(problems.length === 0 && differences.length === 0 ? [`${file}: no differences`] : []),
    ...(differences.length > 0 ? [`${file}:`, ...differences.map((one) => `  ${describeValueDifference(one)}`)] : []),
  ]);
  const same = compared.every(({ differences, problems }) => differences.length === 0 && problems.length === 0);
  return { code: same ? 0 : 1, lines, json: compared };
}

/** A file without what means nothing elsewhere (ids) and with what may be left out (empty parts). */
function comparable(file: JourneyFile): unknown {
  const { $schema: _, ...said } = JSON.parse(JSON.stringify(file));
  const things = (part: Record<string, { id?: string }> = {}) =>
    Object.fromEntries(Object.entries(part).map(([key, { id: _id, ...thing }]) => [key, thing]));
  const { id: _id, ...journey } = said.journey;
  return {
    ...said,
    journey: { description: "", settings: {}, ...journey },
    segments: things(said.segments),
    templates: things(said.templates),
    journeys: things(said.journeys),
    pools: things(said.pools),
    connections: things(said.connections),
    tests: said.tests ?? [],
  };
}
