import type { EndpointResponse } from "@/lib/api/define-endpoint";
import { isJsonObject } from "@/lib/api/ingestion/check-json";
import { parseItem } from "@/lib/api/ingestion/parse-item";
import { type FieldError, problem } from "@/lib/api/problem";
import { BATCH_ITEMS_MAX, batchBodySchema, type ItemType, itemTypes } from "@/lib/api/schemas/ingestion";
import type { IngestItem, IngestResult } from "@/lib/journey/ingest-item";
import { ingestEvents } from "./ingest-events";

export type IngestionEndpoint = ItemType | "batch";
export type Ingest = (workspaceId: number, items: IngestItem[]) => Promise<IngestResult>;

function isItemType(value: unknown): value is ItemType {
  return itemTypes.some((type) => type === value);
}

async function receiveOne(
  workspaceId: number,
  type: ItemType,
  body: unknown,
  ingest: Ingest,
): Promise<EndpointResponse> {
  const parsed = parseItem(type, body);
  if (!parsed.ok) return problem(422, `The ${type} call was understood but is not valid.`, { errors: parsed.problems });
  const { accepted, duplicates, errors } = await ingest(workspaceId, [parsed.item]);
  const [error] = errors;
  if (error) return problem(422, "The call cannot be stored.", { errors: [{ path: "", message: error.message }] });
  return { status: 202, body: { success: true, accepted, duplicates } };
}

const describe = (problems: FieldError[]) =>
  problems.map(({ path, message }) => (path && !message.startsWith(path) ? `${path}: ${message}` : message)).join("; ");

async function receiveBatch(workspaceId: number, body: unknown, ingest: Ingest): Promise<EndpointResponse> {
  const parsed = batchBodySchema.safeParse(body);
  if (!parsed.success)
    return problem(422, "The batch was understood but is not valid.", {
      errors: parsed.error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message })),
    });
  const { batch, sentAt } = parsed.data;
  if (batch.length > BATCH_ITEMS_MAX) return problem(413, `A batch holds at most ${BATCH_ITEMS_MAX} items.`);
  const errors: IngestResult["errors"] = [];
  const items: IngestItem[] = [];
  const indexes: number[] = [];
  batch.forEach((raw, index) => {
    const type = isJsonObject(raw) ? raw.type : undefined;
    if (!isItemType(type)) {
      errors.push({ index, message: `type must be one of ${itemTypes.join(", ")}` });
      return;
    }
    const outcome = parseItem(type, raw, sentAt);
    if (!outcome.ok) {
      errors.push({ index, message: describe(outcome.problems) });
      return;
    }
    items.push(outcome.item);
    indexes.push(index);
  });
  const stored = items.length > 0 ? await ingest(workspaceId, items) : { accepted: 0, duplicates: 0, errors: [] };
  for (const { index, message } of stored.errors) errors.push({ index: indexes[index] ?? index, message });
  const { accepted, duplicates } = stored;
  if (errors.length === 0) return { status: 202, body: { success: true, accepted, duplicates } };
  errors.sort((a, b) => a.index - b.index);
  return { status: 200, body: { success: false, accepted, duplicates, errors } };
}

/**
 * The body of one of the ingestion calls → the answer, given only after the items are durably stored. Served by the bare
 * handler (app/server) and by Next's route alike. Throws when the database cannot be reached.
 */
export function receiveItems(
  workspaceId: number,
  endpoint: IngestionEndpoint,
  body: unknown,
  ingest: Ingest = ingestEvents,
): Promise<EndpointResponse> {
  return endpoint === "batch"
    ? receiveBatch(workspaceId, body, ingest)
    : receiveOne(workspaceId, endpoint, body, ingest);
}
