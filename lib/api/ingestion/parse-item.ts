import type { Instant } from "@/lib/journey/facts";
import type { IngestItem, SenderTime } from "@/lib/journey/ingest-item";
import type { JsonObject } from "@/lib/journey/json";
import type { FieldError } from "../problem";
import { type ItemType, itemSchemas, type ParsedItem } from "../schemas/ingestion";
import { isJsonObject } from "./check-json";

export type ItemOutcome = { ok: true; item: IngestItem } | { ok: false; problems: FieldError[] };

/** Milliseconds of an ISO-8601 time (without a zone: UTC) or of a Unix time in seconds or milliseconds. */
function instantOf(value: string | number | undefined): Instant | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number") return Math.round(value < 100_000_000_000 ? value * 1_000 : value);
  const zoned = /[Zz]$|[+-]\d\d:?\d\d$/.test(value) || !value.includes("T") ? value : `${value}Z`;
  return Date.parse(zoned);
}

/** With `sentAt` a wrong sender's clock does no harm: only the distance between the two is believed. */
function senderTime(timestamp: string | number | undefined, sentAt: string | number | undefined): SenderTime {
  const happened = instantOf(timestamp);
  if (happened === undefined) return {};
  const sent = instantOf(sentAt);
  return sent === undefined ? { occurredAt: happened } : { agoMs: Math.max(0, sent - happened) };
}

/** `context.traits` belong to the person and are not kept twice. */
function splitContext(context: JsonObject | undefined): { traits?: JsonObject; context?: JsonObject } {
  if (!context) return {};
  const { traits, ...rest } = context;
  return {
    ...(isJsonObject(traits) && { traits }),
    ...(Object.keys(rest).length > 0 && { context: rest }),
  };
}

/** What the person gets from an item that is not an event. */
function traitsOf(parsed: Extract<ParsedItem, { type: "identify" | "group" | "alias" }>): JsonObject {
  switch (parsed.type) {
    case "identify":
      return parsed.body.traits ?? {};
    case "group":
      return { group: { ...parsed.body.traits, id: parsed.body.groupId } };
    case "alias":
      return { previous_id: parsed.body.previousId };
  }
}

function toItem(parsed: ParsedItem, externalId: string, batchSentAt: string | number | undefined): IngestItem {
  const { body } = parsed;
  const { traits, context } = splitContext(body.context);
  const common = {
    externalId,
    ...senderTime(body.timestamp, body.sentAt ?? batchSentAt),
    ...(body.messageId !== undefined && { messageId: body.messageId }),
    ...(context && { context }),
  };
  switch (parsed.type) {
    case "track":
      return {
        kind: "track",
        ...common,
        event: parsed.body.event,
        properties: parsed.body.properties ?? {},
        ...(traits && { traits }),
      };
    case "page":
    case "screen": {
      const { name, category, properties } = parsed.body;
      return {
        kind: "track",
        ...common,
        event: parsed.type === "page" ? "page_viewed" : "screen_viewed",
        properties: { ...properties, ...(name !== undefined && { name }), ...(category !== undefined && { category }) },
        ...(traits && { traits }),
      };
    }
    case "identify":
    case "group":
    case "alias":
      return { kind: "identify", ...common, traits: { ...traits, ...traitsOf(parsed) } };
  }
}

function parseAs<T extends ItemType>(type: T, raw: unknown) {
  const parsed = itemSchemas[type].safeParse(raw);
  return parsed.success
    ? { ok: true as const, parsed: { type, body: parsed.data } }
    : { ok: false as const, error: parsed.error };
}

/**
 * One item as an SDK sends it → what ingestion takes. `batchSentAt` is the batch's own sentAt, used where the item has
 * none. Problems name the field and never repeat what was sent.
 */
export function parseItem(type: ItemType, raw: unknown, batchSentAt?: string | number): ItemOutcome {
  if (!isJsonObject(raw)) return { ok: false, problems: [{ path: "", message: "must be an object" }] };
  const result = parseAs(type, raw);
  if (!result.ok)
    return {
      ok: false,
      problems: result.error.issues.map((issue) => ({
        path: issue.path.map(String).join("."),
        message: issue.message,
      })),
    };
  const parsed = result.parsed as ParsedItem;
  const externalId = parsed.body.userId ?? parsed.body.anonymousId;
  if (externalId === undefined)
    return { ok: false, problems: [{ path: "userId", message: "userId or anonymousId is required" }] };
  return { ok: true, item: toItem(parsed, externalId, batchSentAt) };
}
