import type { Instant } from "./facts";
import type { JsonObject } from "./json";

/** When something happened, in the sender's words: nothing means "as we receive it". */
export type SenderTime =
  /** on the workspace's clock */
  | { occurredAt?: Instant; agoMs?: undefined }
  /** this long before it was sent: what is left of a sender's clock once its skew is taken out */
  | { agoMs: number; occurredAt?: undefined };

type Common = SenderTime & {
  externalId: string;
  /** the same (workspace, messageId) within 30 days has one effect */
  messageId?: string;
  /** where it came from, as sent: page, campaign, library … */
  context?: JsonObject;
  /** a run did it (emit_event): that run is not woken by it; `depth` goes to whoever enters by it */
  emitted?: { by: string; depth: number };
};

/** One thing that happened, already validated: text that PostgreSQL can store, bounded depth and lengths. */
export type IngestItem =
  | (Common & { kind: "track"; event: string; properties: JsonObject; traits?: JsonObject })
  | (Common & { kind: "identify"; traits: JsonObject });

export type IngestResult = {
  /** stored now; duplicates and errors are not among them */
  accepted: number;
  duplicates: number;
  errors: { index: number; message: string }[];
};
