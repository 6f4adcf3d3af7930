import path from "node:path";
import type { ImportPlan } from "@/lib/api/schemas/journey-file";
import type { Refusal } from "./api";
import type { ExitCode } from "./cli-error";
import { filesMeant, readText } from "./journey-files";
import type { Command, CommandResult } from "./run-cli";

type Pushed = { file: string; code: ExitCode; said: string[]; plan?: ImportPlan; version?: number };

/** Makes the server's drafts what the files say. A file that is refused, or whose tests fail, changes nothing there. */
export async function push(command: Command): Promise<CommandResult> {
  const { io, names, flags } = command;
  const pushed: Pushed[] = [];
  for (const file of filesMeant(io.cwd, flags.dir, names)) pushed.push(await pushOne(command, file));
  return {
    code: pushed.some(({ code }) => code !== 0) ? 1 : 0,
    lines: pushed.flatMap(({ file, said }) => said.map((line) => `${file}: ${line}`)),
    json: pushed,
  };
}

async function pushOne({ api, io, flags }: Command, path_: string): Promise<Pushed> {
  const file = path.relative(io.cwd, path_);
  const request = { text: readText(path_), shared: flags.updateShared ? "update" : "keep" } as const;
  const refused = (refusal: Refusal): Pushed => ({ file, code: 1, said: sayRefusal(refusal) });
  const rehearsed = await api.import({ ...request, dry_run: true });
  if (!rehearsed.ok) return refused(rehearsed.refusal);
  const failing = rehearsed.body.test_run?.results.filter(({ passed }) => !passed) ?? [];
  if (failing.length > 0)
    return { file, code: 1, said: failing.map(({ name }) => `not pushed, the test “${name}” fails`) };
  const done = await api.import(request);
  if (!done.ok) return refused(done.refusal);
  const said = describe(done.body);
  if (!flags.publish) return { file, code: 0, said, plan: done.body };
  const published = await api.publish(done.body.journey.id);
  if (!published.ok) return { file, code: 1, said: [...said, ...sayUnpublished(published.refusal)], plan: done.body };
  const { version } = published.body;
  return { file, code: 0, said: [...said, `version ${version} is live`], plan: done.body, version };
}

function sayRefusal({ detail, errors }: Refusal): string[] {
  return [detail, ...errors.map((error) => `${error.path}: ${error.message}`)];
}

/** The draft is there all the same; where nothing but somebody's approval is missing, that is all there is to say. */
function sayUnpublished(refusal: Refusal): string[] {
  const missing = refusal.errors.filter(({ code }) => code === "approval_needed");
  return missing.length > 0 && missing.length === refusal.errors.length
    ? missing.map(({ message }) => `not published: ${message}`)
    : sayRefusal(refusal);
}

function describe({ journey, segments, templates, tests }: ImportPlan): string[] {
  const words = { create: "created", update: "updated", unchanged: "unchanged", keep: "differs and was kept" };
  const shared = [
    ...segments.map((segment) => ({ kind: "segment", ...segment })),
    ...templates.map((template) => ({ kind: "template", ...template })),
  ].filter(({ action }) => action !== "unchanged");
  const changed = [
    ...tests.create.map((name) => `test “${name}” created`),
    ...tests.update.map((name) => `test “${name}” updated`),
    ...tests.delete.map((name) => `test “${name}” deleted`),
  ];
  return [
    `journey “${journey.name}” ${words[journey.action]}`,
    ...shared.map(({ kind, name, action }) => `${kind} “${name}” ${words[action]}`),
    ...changed,
  ];
}
