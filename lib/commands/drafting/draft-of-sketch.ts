import { fieldErrors } from "@/lib/api/field-errors";
import type { FieldError } from "@/lib/api/problem";
import { uuidV7 } from "@/lib/db/uuid-v7";
import { resolveReferences } from "@/lib/journey/file-references";
import { type Graph, type GraphEdge, type GraphNode, graphSchema } from "@/lib/journey/graph";
import type { Json, JsonObject } from "@/lib/journey/json";
import { plainNames } from "@/lib/journey/names";
import { type JourneySettings, journeySettingsSchema } from "@/lib/journey/settings";
import { describeNode } from "@/lib/nodes/describe-node";
import type { Shared } from "@/lib/queries/read-shared";
import type { Own } from "@/lib/queries/write-journey-file";
import { showSettings } from "./hidden-settings";
import type { JourneySketch, SketchMail, SketchStep } from "./journey-sketch";
import { mailOfSketch } from "./mail-of-sketch";
import type { DraftingWorld } from "./read-drafting-world";

/** The draft that a sketch stands for, by ids, and the mails that would have to be made for it. With any error it is not to be used. */
export type SketchedDraft = { own: Own; shared: Shared; errors: FieldError[] };

/** Turns what a model wrote into a draft. What it says of settings is checked later, by what checks every file. */
export function draftOfSketch(sketch: JourneySketch, { own, shared, references }: DraftingWorld): SketchedDraft {
  const made = makeMails(sketch.mails, shared);
  const idOf = new Map([...references].map(([id, reference]) => [reference, id]));
  for (const [key, { id }] of made) idOf.set(`@templates/${key}`, id);
  const errors: FieldError[] = [];
  const { journey } = own;
  const before = new Map(journey.graph.nodes.map((node) => [node.id, node]));
  const nodes = sketch.steps.flatMap((step, i) => stepOf(step, `steps.${i}`, before.get(step.id), idOf, errors));
  const graph = readGraph(nodes, edgesOf(sketch.steps, nodes, journey.graph), journey.graph, errors);
  const settings = readSettings(sketch.settings, journey.settings, idOf, errors);
  const { name = journey.name, description = journey.description } = sketch;
  return {
    own: { journey: { ...journey, name, description, settings, graph }, tests: own.tests },
    shared: {
      ...shared,
      templates: new Map([...shared.templates, ...[...made.values()].map((mail) => [mail.id, mail] as const)]),
    },
    errors,
  };
}

type MadeMail = { id: string; name: string; channel: "email"; document: JsonObject };

/** New mails never take the place of others: each gets a name that is free. */
function makeMails(mails: Readonly<Record<string, SketchMail>>, shared: Shared): Map<string, MadeMail> {
  const taken = new Set([...shared.templates.values()].map(({ name }) => name));
  return new Map(
    Object.entries(mails).map(([key, mail]) => {
      const name = freeName((mail.name ?? mail.subject).slice(0, 190), taken);
      taken.add(name);
      const document: JsonObject = JSON.parse(JSON.stringify(mailOfSketch(mail)));
      return [key, { id: uuidV7(Date.now()), name, channel: "email", document }];
    }),
  );
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted} ${n}`;
  return name;
}

function stepOf(
  step: SketchStep,
  at: string,
  before: GraphNode | undefined,
  idOf: ReadonlyMap<string, string>,
  errors: FieldError[],
): GraphNode[] {
  const type = step.type ?? before?.type;
  if (type === undefined) {
    errors.push({ path: `${at}.type`, message: `there is no step “${step.id}” so far, so its type is needed` });
    return [];
  }
  const same = before?.type === type ? before : undefined;
  const config = step.config ? readConfig(step.config, same, `${at}.config`, idOf, errors) : { ...same?.config };
  const position = before?.position ? { position: before.position } : {};
  return [{ id: step.id, type, config: withMail(config, step, at, idOf, errors), ...position }];
}

function readConfig(
  config: JsonObject,
  before: GraphNode | undefined,
  at: string,
  idOf: ReadonlyMap<string, string>,
  errors: FieldError[],
): JsonObject {
  const shown = showSettings(config, before, at);
  const { value, unknown } = resolveReferences(shown.config, idOf, at);
  errors.push(...shown.errors, ...unknown.map(({ path, reference }) => notHere(path, reference)));
  return value as JsonObject;
}

function withMail(
  config: JsonObject,
  { mail }: SketchStep,
  at: string,
  idOf: ReadonlyMap<string, string>,
  errors: FieldError[],
): JsonObject {
  if (mail === undefined) return config;
  const id = idOf.get(mail.startsWith("@") ? mail : `@templates/${mail}`);
  if (id === undefined) errors.push(notHere(`${at}.mail`, mail));
  const { subject: _subject, body: _body, ...rest } = config;
  return { ...rest, template_id: id ?? "" };
}

const notHere = (path: string, what: string): FieldError => ({
  path,
  message: `“${what}” is neither in the answer nor in this workspace`,
});

/** Ways on: as the steps say, else as they were. One step named alone means the only exit there is. */
function edgesOf(steps: readonly SketchStep[], nodes: readonly GraphNode[], before: Graph): GraphEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return steps.flatMap(({ id, next }): GraphEdge[] => {
    const node = byId.get(id);
    if (!node || next === null) return [];
    if (next === undefined) return before.edges.filter(({ from }) => from === id);
    if (typeof next === "string") return [{ from: id, port: onlyExit(node), to: next }];
    return Object.entries(next).flatMap(([port, to]) => (to === null ? [] : [{ from: id, port, to }]));
  });
}

function onlyExit(node: GraphNode): string {
  const { ports } = describeNode(node, plainNames);
  return ports.length === 1 && ports[0] ? ports[0].key : "next";
}

function readGraph(nodes: GraphNode[], edges: GraphEdge[], before: Graph, errors: FieldError[]): Graph {
  const ids = new Set(nodes.map(({ id }) => id));
  const notes = before.notes?.filter(({ node }) => ids.has(node));
  const parsed = graphSchema.safeParse({ nodes, edges, ...(notes && notes.length > 0 ? { notes } : {}) });
  if (parsed.success) return parsed.data;
  errors.push(...fieldErrors(parsed.error));
  return before;
}

function readSettings(
  written: JsonObject | undefined,
  before: JourneySettings,
  idOf: ReadonlyMap<string, string>,
  errors: FieldError[],
): JourneySettings {
  if (written === undefined) return before;
  const { value, unknown } = resolveReferences(written as Json, idOf, "settings");
  errors.push(...unknown.map(({ path, reference }) => notHere(path, reference)));
  const parsed = journeySettingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  errors.push(
    ...fieldErrors(parsed.error).map(({ path, message }) => ({
      path: path === "" ? "settings" : `settings.${path}`,
      message,
    })),
  );
  return before;
}
