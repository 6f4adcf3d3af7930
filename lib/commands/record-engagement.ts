import { createHash } from "node:crypto";
import { RECORD_ENGAGEMENT, SELECT_ENGAGED_SEND } from "@/lib/db/engagement.sql";
import { pool } from "@/lib/db/pool";
import { clockNow } from "@/lib/db/workspace-clock";
import type { Instant } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { ingestEvents } from "./ingest-events";
import { loadVersion } from "./load-version";

export type EngagedSend = {
  id: string;
  channel: string;
  workspace_id: number;
  enrollment_id: string | null;
  version_id: number | null;
  node: number;
  subscriber_id: string;
  mode: string;
  workspace_name: string;
  clock_offset_ms: string;
  /** null: the person was erased */
  external_id: string | null;
  email: string | null;
  unsubscribed: boolean;
  /** where the message went */
  to_address: string | null;
};

export type Engagement = { kind: "opened" } | { kind: "clicked"; url: string };

const EVENT_NAMES = {
  opened: "email_opened",
  clicked: "email_clicked",
  unsubscribed: "email_unsubscribed",
  bounced: "email_bounced",
  complained: "email_complained",
} as const;
/** May happen again and again; everything else is told once of a message. */
const REPEATED = new Set<string>(["opened", "clicked"]);
/** All that is heard of a push. */
const PUSH_CLICKED = "push_clicked";
/** A picture loaded again within this time is the same opening of the mail. */
const SAME_LOOK_MS = 60_000;

/** The send a link belongs to; undefined when it is gone. */
export async function readEngagedSend(sendId: string): Promise<EngagedSend | undefined> {
  const { rows } = await pool().query<EngagedSend>(SELECT_ENGAGED_SEND, [sendId]);
  return rows[0];
}

/**
 * Records an open or a click. A click without an open implies one (pictures are often blocked). What a person did becomes an event of
 * theirs, so that waits and triggers see it; what a machine did is only kept and labelled.
 */
export async function recordEngagement(send: EngagedSend, engagement: Engagement, machine: boolean): Promise<void> {
  const at = clockNow({ mode: send.mode, clockOffsetMs: send.clock_offset_ms });
  const url = engagement.kind === "clicked" ? engagement.url : null;
  const record = (kind: "opened" | "clicked") =>
    pool().query(RECORD_ENGAGEMENT, [send.id, kind, new Date(at), kind === "clicked" ? url : null, machine]);
  if (machine) {
    await record(engagement.kind);
    return;
  }
  // First the record, then the event: whoever the event wakes may ask "was it opened?" at once.
  if (engagement.kind === "clicked" && send.channel !== "push" && (await isUnopened(send.id))) {
    await record("opened");
    await ingestEngagement(send, "opened", at);
  }
  await record(engagement.kind);
  await ingestEngagement(send, engagement.kind, at, url ?? undefined);
}

async function isUnopened(sendId: string): Promise<boolean> {
  const { rows } = await pool().query("select from sends where id = $1 and opened_at is null", [sendId]);
  return rows.length > 0;
}

/** Makes an event of the person out of what they did to a message. Test sends and erased people make none. */
export async function ingestEngagement(
  send: EngagedSend,
  kind: keyof typeof EVENT_NAMES,
  at: Instant,
  url?: string,
): Promise<void> {
  if (send.external_id === null || send.enrollment_id === null || send.version_id === null) return;
  const version = await loadVersion(send.version_id);
  const properties: JsonObject = {
    journey_id: version.journeyId,
    node_id: version.compiled.idAt(send.node),
    message_id: send.id,
    ...(url === undefined ? {} : { url }),
  };
  const look = !REPEATED.has(kind) ? "" : `:${Math.floor(at / SAME_LOOK_MS)}`;
  const where = url === undefined ? "" : `:${createHash("sha256").update(url).digest("base64url").slice(0, 16)}`;
  await ingestEvents(send.workspace_id, [
    {
      kind: "track",
      externalId: send.external_id,
      event: send.channel === "push" ? PUSH_CLICKED : EVENT_NAMES[kind],
      properties,
      messageId: `sojourn:${kind}:${send.id}${where}${look}`,
      context: { source: send.channel === "push" ? "push" : "email" },
    },
  ]);
}
