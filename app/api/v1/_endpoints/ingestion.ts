import type * as z from "zod";
import { defineEndpoint, type Endpoint } from "@/lib/api/define-endpoint";
import {
  acceptedSchema,
  aliasBodySchema,
  batchBodySchema,
  groupBodySchema,
  INGESTION_BODY_BYTES_MAX,
  identifyBodySchema,
  pageBodySchema,
  partlyAcceptedSchema,
  trackBodySchema,
} from "@/lib/api/schemas/ingestion";
import { type IngestionEndpoint, receiveItems } from "@/lib/commands/receive-items";

/**
 * What CDP SDKs send. API keys are served by the bare handler in front of Next (app/server), which costs a fraction; these
 * serve signed-in people ("send a test event") and describe the calls in the OpenAPI document. Both end in receiveItems.
 */
function ingestion<Body>(name: IngestionEndpoint, summary: string, body: z.ZodType<Body>) {
  const responses: Endpoint["responses"] = { 202: { description: "Durably stored", schema: acceptedSchema } };
  if (name === "batch")
    responses[200] = { description: "Stored but for the items in errors", schema: partlyAcceptedSchema };
  return defineEndpoint({
    method: "POST",
    path: `/${name}`,
    summary,
    tag: "Ingestion",
    permission: "ingest",
    body,
    bodyMaxBytes: INGESTION_BODY_BYTES_MAX,
    responses,
    handler: ({ principal, body: sent }) => receiveItems(principal.workspaceId, name, sent),
  });
}

export const ingestionEndpoints = [
  ingestion("track", "Something a person did", trackBodySchema),
  ingestion("identify", "Who a person is: their traits", identifyBodySchema),
  ingestion("page", "A page a person saw", pageBodySchema),
  ingestion("screen", "A screen a person saw", pageBodySchema),
  ingestion("group", "The group a person belongs to", groupBodySchema),
  ingestion("alias", "Another id of a person", aliasBodySchema),
  ingestion("batch", "Many calls in one; a bad one does not sink the others", batchBodySchema),
];
