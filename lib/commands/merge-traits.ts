import { isDeepStrictEqual } from "node:util";
import { mayBeEmail } from "@/lib/channels/address";
import type { Instant } from "@/lib/journey/facts";
import type { Json, JsonObject } from "@/lib/journey/json";
import { isWritableField, type WritableField } from "@/lib/journey/read-path";
import type { SubscriberRow } from "./subscriber-row";

const aliases: ReadonlyMap<string, WritableField> = new Map([
  ["firstName", "first_name"],
  ["lastName", "last_name"],
]);

/** The subscriber field that a trait's name means; undefined for a plain attribute. */
export function subscriberField(trait: string): WritableField | undefined {
  return isWritableField(trait) ? trait : aliases.get(trait);
}

/** written_at's key for the tags, which no attribute can have: attributes are looked up by their plain name. */
const TAGS_KEY = "$tags";

/** Text of a field; null clears it; undefined when the value is nothing the field can hold. */
function fieldText(field: WritableField, value: Json): string | null | undefined {
  if (value === null) return null;
  if (field === "email" && !mayBeEmail(value)) return undefined;
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return undefined;
  return value.trim() || null;
}

/**
 * The person after an event that happened at `at`. A field keeps what a later event wrote to it, however late this one
 * arrives (RELIABILITY promise 13); of two at the same instant the one that arrives last wins. null removes an attribute.
 * An e-mail that is no address is left out, because whoever sends events waits for no answer: a good address stays, and so does
 * everything else that was sent. Attributes are replaced whole by their name, not merged inside. Returns the same object when nothing changed but times.
 */
export function mergeTraits(
  row: SubscriberRow,
  traits: JsonObject,
  at: Instant,
): { row: SubscriberRow; changed: boolean } {
  const next: SubscriberRow = { ...row };
  const attributes: JsonObject = { ...row.attributes };
  const written = { ...row.written_at };
  let changed = false;
  let stamped = false;
  for (const [trait, value] of Object.entries(traits)) {
    const field = subscriberField(trait);
    const key = field ?? trait;
    if ((written[key] ?? Number.NEGATIVE_INFINITY) > at) continue;
    if (field) {
      const text = fieldText(field, value);
      if (text === undefined) continue;
      changed ||= next[field] !== text;
      next[field] = text;
    } else if (value === null) {
      changed ||= trait in attributes;
      delete attributes[trait];
    } else {
      changed ||= !isDeepStrictEqual(attributes[trait], value);
      attributes[trait] = value;
    }
    stamped ||= written[key] !== at;
    written[key] = at;
  }
  if (!changed && !stamped) return { row, changed: false };
  return { row: { ...next, attributes, written_at: written }, changed };
}

/** The person with exactly these tags, unless a later write has set them. */
export function replaceTags(row: SubscriberRow, tags: string[], at: Instant): { row: SubscriberRow; changed: boolean } {
  if ((row.written_at[TAGS_KEY] ?? Number.NEGATIVE_INFINITY) > at) return { row, changed: false };
  const unique = [...new Set(tags)];
  const changed = !isDeepStrictEqual(unique, row.tags);
  return { row: { ...row, tags: unique, written_at: { ...row.written_at, [TAGS_KEY]: at } }, changed };
}
