import { isDeepStrictEqual } from "node:util";
import type { FieldError } from "@/lib/api/problem";
import type { ImportPlan, ImportRequest, JourneyFile } from "@/lib/api/schemas/journey-file";
import { conditionSql } from "@/lib/audience/condition-sql";
import type { Tx } from "@/lib/db/with-workspace";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import { makeTestBench } from "@/lib/email/make-test-bench";
import { checkGraph } from "@/lib/engine/check-graph";
import type { Condition } from "@/lib/journey/condition";
import { resolveReferences } from "@/lib/journey/file-references";
import type { Graph } from "@/lib/journey/graph";
import type { Json } from "@/lib/journey/json";
import type { Problem } from "@/lib/journey/problem";
import { readGraphWorld } from "@/lib/queries/read-graph-world";
import { readScoreRules } from "@/lib/queries/read-score-rules";
import { runCases } from "@/lib/queries/run-journey-tests";
import { circleOfRules } from "./circle-of-rules";
import { compileJourneyEmails } from "./compile-journey-emails";
import { type FoundThing, findImported, type ImportTargets } from "./find-imported";

/** A file whose references are ids of this workspace, with what is to be done. Ids of new things are made up already. */
export type PlannedImport = {
  plan: Omit<ImportPlan, "applied">;
  targets: ImportTargets;
  file: ResolvedFile;
};

/** Every reference is an id. */
type ResolvedFile = Omit<JourneyFile, "templates"> & {
  templates: Record<string, Omit<JourneyFile["templates"][string], "document"> & { document: EmailDocument }>;
};

export type ImportPlanned =
  | ({ ok: true } & PlannedImport)
  | { ok: false; reason: "not_found" }
  /** the journey is archived */
  | { ok: false; reason: "archived" }
  | { ok: false; reason: "invalid"; errors: FieldError[] };

/** Problems of a draft that no draft may have: what they are about could not even be drawn. */
const REFUSED = new Set([
  "unknown_type",
  "invalid_setting",
  "duplicate_id",
  "dangling_edge",
  "unknown_port",
  "edge_into_trigger",
  "port_used_twice",
  "unknown_segment",
  "unknown_template",
  "unknown_node",
]);

/**
 * What importing a file would do, and every reason why it cannot be done, each with the path it is at. Reads only; the time grows with the
 * file's size.
 */
export async function planImport(
  tx: Tx,
  workspaceId: number,
  file: JourneyFile,
  wanted: Pick<ImportRequest, "journey_id" | "as_new" | "shared" | "tests">,
): Promise<ImportPlanned> {
  const found = await findImported(tx, workspaceId, file, wanted);
  if (!found.ok) return found;
  const { targets } = found;
  const resolved = resolveFile(file, targets.idOf);
  if (!resolved.ok) return { ok: false, reason: "invalid", errors: resolved.errors };
  const problems = await checkFile(tx, workspaceId, resolved.file, targets);
  const errors = [
    ...segmentErrors(resolved.file, workspaceId),
    ...(wanted.shared === "update" ? otherKinds(resolved.file, targets) : []),
    ...(await circles(tx, workspaceId, resolved.file, targets)),
    ...refusals(problems, resolved.file.journey.graph),
  ];
  if (errors.length > 0) return { ok: false, reason: "invalid", errors };
  const walked = await walkTests(tx, workspaceId, resolved.file, targets, problems);
  return {
    ok: true,
    targets,
    file: resolved.file,
    plan: {
      journey: { id: targets.journey.id, name: file.journey.name, action: journeyAction(resolved.file, targets) },
      segments: sharedPlan(resolved.file.segments, targets.segments, wanted.shared),
      templates: sharedPlan(resolved.file.templates, targets.templates, wanted.shared),
      tests: testsPlan(resolved.file, targets, wanted.tests),
      problems: [...problems, ...walked.problems],
      test_run: walked.run,
    },
  };
}

type Resolved = { ok: true; file: ResolvedFile } | { ok: false; errors: FieldError[] };

function resolveFile(file: JourneyFile, idOf: ReadonlyMap<string, string>): Resolved {
  const errors: FieldError[] = [];
  const resolve = <T>(value: T, at: string): T => {
    const { value: resolved, unknown } = resolveReferences(value as Json, idOf, at);
    for (const { path, reference } of unknown)
      errors.push({ path, message: `${reference} is neither in the file nor in this workspace` });
    return resolved as T;
  };
  const resolved: ResolvedFile = {
    ...file,
    journey: {
      ...file.journey,
      settings: resolve(file.journey.settings, "journey.settings"),
      graph: resolve(file.journey.graph, "journey.graph"),
    },
    segments: Object.fromEntries(
      Object.entries(file.segments).map(([key, { condition, ...segment }]) => [
        key,
        { ...segment, ...(condition && { condition: resolve(condition, `segments.${key}.condition`) }) },
      ]),
    ),
    templates: Object.fromEntries(
      Object.entries(file.templates).flatMap(([key, { document, ...template }]) => {
        const at = `templates.${key}.document`;
        const parsed = emailDocumentSchema.safeParse(resolve(document, at));
        if (parsed.success) return [[key, { ...template, document: parsed.data }]];
        for (const { path, message } of parsed.error.issues) errors.push({ path: [at, ...path].join("."), message });
        return [];
      }),
    ),
    tests: resolve(file.tests, "tests"),
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, file: resolved };
}

async function checkFile(
  tx: Tx,
  workspaceId: number,
  { journey }: ResolvedFile,
  targets: ImportTargets,
): Promise<Problem[]> {
  const world = await readGraphWorld(tx, workspaceId, targets.journey.id);
  const ids = (things: Iterable<{ id: string }>) => [...things].map(({ id }) => id);
  return checkGraph(journey.graph, journey.settings, {
    ...world,
    segments: new Set([...world.segments, ...ids(targets.segments.values())]),
    templates: new Set([...world.templates, ...ids(targets.templates.values())]),
  });
}

function refusals(problems: readonly Problem[], graph: Graph): FieldError[] {
  const places = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  return problems
    .filter(({ code }) => REFUSED.has(code))
    .map(({ code, node_id, field, message }) => {
      const place = node_id === undefined ? undefined : places.get(node_id);
      const node = place === undefined ? "journey.graph" : `journey.graph.nodes.${place}`;
      const path = field?.startsWith("settings.") ? `journey.${field}` : field ? `${node}.config.${field}` : node;
      return { path, message, code, ...(node_id === undefined ? {} : { node_id }) };
    });
}

function segmentErrors(file: ResolvedFile, workspaceId: number): FieldError[] {
  return Object.entries(file.segments).flatMap(([key, { condition }]) => {
    const usable = condition && conditionSql(condition, { workspaceId, now: 0 });
    return usable && !usable.ok ? [{ path: `segments.${key}.condition.${usable.path}`, message: usable.message }] : [];
  });
}

/** People were put by hand into one, rules find those of the other: neither can become the other without losing its people. */
function otherKinds(file: ResolvedFile, targets: ImportTargets): FieldError[] {
  return Object.entries(file.segments).flatMap(([key, { condition }]) => {
    const now = targets.segments.get(key)?.now;
    if (!now || (condition === undefined) === (now.condition === undefined)) return [];
    const message = condition
      ? "here this segment is a list of people, which rules would replace"
      : "here this segment has rules, which a list of people would replace";
    return [{ path: `segments.${key}.condition`, message }];
  });
}

async function circles(tx: Tx, workspaceId: number, file: ResolvedFile, targets: ImportTargets): Promise<FieldError[]> {
  const keys = new Map<string, string>();
  const conditions = new Map<string, Condition>();
  for (const [key, { condition }] of Object.entries(file.segments)) {
    const id = targets.segments.get(key)?.id;
    if (id === undefined || !condition) continue;
    keys.set(id, key);
    conditions.set(id, condition);
  }
  const circle = await circleOfRules(tx, workspaceId, { segments: conditions });
  return circle ? [{ path: `segments.${keys.get(circle.of)}.condition`, message: circle.message }] : [];
}

/** The tests of the file on the journey of the file, with its own mails: what CI asks before anything is stored. */
async function walkTests(
  tx: Tx,
  workspaceId: number,
  file: ResolvedFile,
  targets: ImportTargets,
  problems: readonly Problem[],
): Promise<{ run: ImportPlan["test_run"]; problems: Problem[] }> {
  if (problems.some(({ severity }) => severity === "error")) return { run: null, problems: [] };
  const { graph, settings, name } = file.journey;
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const documents = new Map(
    Object.entries(file.templates).flatMap(([key, { document }]) => {
      const id = targets.templates.get(key)?.id;
      return id === undefined ? [] : [[id, { id, document }] as const];
    }),
  );
  const blocks = new Map([...documents].map(([id, { document }]) => [id, document]));
  const compiled = await compileJourneyEmails(tx, workspaceId, graph, documents, { given: blocks });
  if (compiled.problems.some(({ severity }) => severity === "error")) return { run: null, problems: compiled.problems };
  const journey = { id: targets.journey.id, name, version: 1 };
  const { emails } = compiled;
  const { rules: scoreRules } = await readScoreRules(tx, workspaceId);
  const bench = makeTestBench({ journey, graph, settings, timezone: workspace.timezone, emails, scoreRules });
  const cases = file.tests.map(({ name: test, ...definition }) => ({ id: null, name: test, definition }));
  const results = runCases(cases, bench);
  const passed = results.filter((result) => result.passed).length;
  return {
    run: { revision: null, passed, failed: results.length - passed, results },
    problems: compiled.problems,
  };
}

function journeyAction({ journey }: ResolvedFile, { journey: target }: ImportTargets) {
  if (!target.now) return "create" as const;
  const { name, description, settings, graph } = journey;
  return isDeepStrictEqual({ name, description, settings, graph }, target.now)
    ? ("unchanged" as const)
    : ("update" as const);
}

function sharedPlan<T extends { name: string; id?: string | undefined }>(
  things: Record<string, T>,
  targets: ReadonlyMap<string, FoundThing>,
  shared: ImportRequest["shared"],
): ImportPlan["segments"] {
  return Object.entries(things).map(([key, { id: _id, ...thing }]) => {
    const now = targets.get(key)?.now;
    if (!now) return { key, name: thing.name, action: "create" as const };
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(thing)), now))
      return { key, name: thing.name, action: "unchanged" as const };
    return { key, name: thing.name, action: shared === "update" ? ("update" as const) : ("keep" as const) };
  });
}

function testsPlan(
  { tests }: ResolvedFile,
  { tests: before }: ImportTargets,
  wanted: ImportRequest["tests"],
): ImportPlan["tests"] {
  const names = new Set(tests.map(({ name }) => name));
  const differs = ({ name, ...definition }: JourneyFile["tests"][number]) =>
    !isDeepStrictEqual(JSON.parse(JSON.stringify(definition)), before.get(name));
  return {
    create: tests.filter(({ name }) => !before.has(name)).map(({ name }) => name),
    update: tests.filter((test) => before.has(test.name) && differs(test)).map(({ name }) => name),
    delete: wanted === "keep" ? [] : [...before.keys()].filter((name) => !names.has(name)),
  };
}
