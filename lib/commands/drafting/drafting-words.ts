import type { AttributeResource, EventKindResource, TagResource } from "@/lib/api/schemas/activity";
import type { Json, JsonObject } from "@/lib/journey/json";
import { standardEvents } from "@/lib/journey/standard-events";
import { listAttributes } from "@/lib/queries/list-attributes";
import { listEventKinds } from "@/lib/queries/list-event-kinds";
import { listTags } from "@/lib/queries/list-tags";
import type { DraftingWorld } from "./read-drafting-world";
import { sketchOfDraft } from "./sketch-of-draft";
import { wordsOfMail } from "./words-of-mail";

/** Names beyond these are left out: a prompt has to end somewhere, and lists are sorted by what is used most or last. */
const EVENTS_MAX = 100;
const PROPERTIES_MAX = 25;
const PATHS_MAX = 150;
const TAGS_MAX = 100;
const NAMES_MAX = 100;

/**
 * What a model is told of a workspace: names of what there is and the present draft. Values of properties and attributes, which are somebody's, are
 * told by their kind only (text, number), never themselves.
 */
export async function readDraftingWords(workspaceId: number, world: DraftingWorld): Promise<JsonObject> {
  const events = await listEventKinds(workspaceId);
  const attributes = await listAttributes(workspaceId);
  const tags = await listTags(workspaceId);
  return {
    journey: sketchOfDraft(world),
    events: eventWords(events),
    person: Object.fromEntries(attributes.slice(0, PATHS_MAX).map(attributeWords)),
    tags: tags.slice(0, TAGS_MAX).map(({ tag }: TagResource) => tag),
    segments: namesOf(world, world.shared.segments),
    mails: mailWords(world),
    journeys: namesOf(world, world.shared.journeys),
    connections: namesOf(world, world.shared.connections),
  };
}

function eventWords(kinds: readonly EventKindResource[]): JsonObject {
  const seen = kinds.slice(0, EVENTS_MAX).map(({ name, properties }): [string, Json] => [
    name,
    Object.fromEntries(
      Object.entries(properties)
        .slice(0, PROPERTIES_MAX)
        .map(([path, value]) => [path, kindOf(value)]),
    ),
  ]);
  return { ...Object.fromEntries(standardEvents.map((name) => [name, {}])), ...Object.fromEntries(seen) };
}

function attributeWords({ path, samples }: AttributeResource): [string, Json] {
  return [path, samples[0] === undefined ? "text" : kindOf(samples[0])];
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return "list";
  return typeof value === "string" ? "text" : typeof value;
}

function namesOf({ references }: DraftingWorld, things: ReadonlyMap<string, { name: string }>): JsonObject {
  const named = [...things].flatMap(([id, { name }]) => {
    const reference = references.get(id);
    return reference === undefined ? [] : [[reference, name] as const];
  });
  return Object.fromEntries(named.slice(0, NAMES_MAX));
}

/** Mails by the keys that steps name them by; those that the draft sends with their words, as what is written beside them should fit. */
function mailWords({ own, shared, references }: DraftingWorld): JsonObject {
  const sent = new Set(own.journey.graph.nodes.map(({ config }) => config.template_id));
  const rows = [...shared.templates.values()].flatMap(({ id, name, document }) => {
    const reference = references.get(id);
    if (reference === undefined) return [];
    const words = sent.has(id) ? wordsOfMail(document) : undefined;
    return [
      { first: words !== undefined, entry: [reference.slice("@templates/".length), { name, ...words }] as const },
    ];
  });
  const sorted = rows.toSorted((a, b) => Number(b.first) - Number(a.first));
  return Object.fromEntries(sorted.slice(0, NAMES_MAX).map(({ entry }) => entry));
}
