import { selectProvider } from "@/lib/channels/select-provider";
import { signLink } from "@/lib/channels/signed-link";
import type { DeliverEnvironment } from "@/lib/commands/deliver-environment";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { sendId } from "@/lib/db/send-id";
import { shardOf } from "@/lib/db/shard";
import { compileEmail } from "@/lib/email/compile-email";
import { documentFromShortForm } from "@/lib/email/short-form";
import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { createSubscriber, createWorkspace } from "./factories";

export const TEST_SECRET = "a-secret-of-at-least-32-characters";

/** What delivering needs, with everything local: the Inbox for every mode unless providers are given. */
export function testDeliverEnvironment(given: Partial<DeliverEnvironment> = {}): DeliverEnvironment {
  return {
    realNow: Date.now,
    providers: selectProvider({}),
    appUrl: "http://localhost:3000",
    secret: TEST_SECRET,
    mailFrom: undefined,
    unsubscribeMailto: undefined,
    webhookAllowPrivate: true,
    ...given,
  };
}

export type SceneOptions = {
  mode?: "live" | "sandbox";
  startAt?: string;
  subject?: string;
  body?: string;
  email?: string | null;
  firstName?: string;
  webhook?: JsonObject;
  /** instead of the webhook: a crm_upsert step with these settings */
  crm?: JsonObject;
  settings?: JsonObject;
};

const GRAPH_EDGES = [
  { from: "start", port: "next", to: "hello" },
  { from: "hello", port: "next", to: "hook" },
];

function graphOf(options: SceneOptions): Graph {
  const hook = options.webhook ?? { url: "https://hooks.example/x" };
  return {
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "hello", type: "email", config: { subject: options.subject ?? "Hello", body: options.body ?? "Hi" } },
      options.crm
        ? { id: "hook", type: "crm_upsert", config: options.crm }
        : { id: "hook", type: "webhook", config: hook },
    ],
    edges: GRAPH_EDGES,
  };
}

/** A published journey (trigger → email "hello" → webhook "hook") with people whose sends can be queued one by one. */
export async function createSendScene(options: SceneOptions = {}) {
  const { mode = "live" } = options;
  const workspace = await createWorkspace({ mode, ...(options.startAt ? { startAt: options.startAt } : {}) });
  if (options.settings)
    await prisma().workspace.update({ where: { id: workspace.id }, data: { settings: options.settings } });
  const journey = await prisma().journey.create({
    data: { workspaceId: workspace.id, name: "Welcome", status: "active", graph: graphOf(options) },
  });
  const subject = options.subject ?? "Hello {{ first_name }}";
  const document = documentFromShortForm(subject, options.body ?? "Hi, see https://shop.example/new?x=1");
  const email = await compileEmail(document, { name: workspace.name, logo_url: "", postal_address: "", theme: {} });
  const version = await prisma().journeyVersion.create({
    data: {
      workspaceId: workspace.id,
      journeyId: journey.id,
      number: 1,
      graph: graphOf(options),
      settings: {},
      emails: { hello: email },
    },
  });

  /** A person in the journey. */
  const enroll = async (person: { email?: string | null; firstName?: string } = {}) => {
    const subscriber = await createSubscriber(workspace.id, {
      ...(person.email === undefined ? {} : { email: person.email }),
      firstName: person.firstName ?? "Ada",
    });
    const subscriberId = String(subscriber.id);
    const { rows } = await pool().query<{ id: string }>(
      `insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
       values ($1, $2, $3, $4, 'active', now(), '', $5) returning id`,
      [
        workspace.id,
        journey.id,
        version.id,
        subscriberId,
        { node: "start", event: "signed_up", properties: { plan: "pro" }, at: Date.now() },
      ],
    );
    const enrollmentId = rows[0]?.id ?? "";
    return { subscriber, subscriberId, enrollmentId, shard: shardOf(workspace, subscriberId) };
  };

  /** Puts one send of a person into the ledger as a walk would. Times in epoch ms; default: due since a second. */
  const queueSend = async (
    person: Awaited<ReturnType<typeof enroll>>,
    send: { channel?: "email" | "webhook" | "crm"; visit?: number; at?: number; expiresAt?: number } = {},
  ) => {
    const { channel = "email", visit = 1, at = Date.now() - 1_000, expiresAt } = send;
    const id = sendId(person.enrollmentId, visit, channel);
    await pool().query(
      `insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $10, $11)`,
      [
        id,
        workspace.id,
        person.shard,
        person.enrollmentId,
        version.id,
        person.subscriberId,
        channel === "email" ? 1 : 2,
        visit,
        channel,
        new Date(at),
        expiresAt === undefined ? null : new Date(expiresAt),
      ],
    );
    return id;
  };

  /** One person with one queued mail. */
  const queueMail = async (person: { email?: string | null; firstName?: string } = {}) => {
    const enrolled = await enroll(person);
    return { ...enrolled, id: await queueSend(enrolled) };
  };

  return { workspace, journey, version, enroll, queueSend, queueMail };
}

export type LedgerRow = {
  id: string;
  status: string;
  attempt: number;
  reason: string | null;
  provider: string | null;
  provider_message_id: string | null;
  due_at: Date;
  sent_at: Date | null;
  delivered_at: Date | null;
};

/** The ledger's row of a send. Throws when there is none. */
export async function readSend(id: string): Promise<LedgerRow> {
  const { rows } = await pool().query<LedgerRow>(
    "select id, status, attempt, reason, provider, provider_message_id, due_at, sent_at, delivered_at from sends where id = $1",
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error(`no send ${id}`);
  return row;
}

/** Sum of the counters of a version: `kind` or `kind:port` → n, folded and not yet folded together. */
export async function readCounts(versionId: number): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ name: string; n: number }>(
    `select case when port = '' then kind else kind || ':' || port end as name, sum(n)::int as n from (
       select kind, port, n from node_stat_deltas where version_id = $1
       union all select kind, port, n from node_stats where version_id = $1) x group by 1`,
    [versionId],
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

export function testLink(purpose: "open" | "click" | "unsubscribe", id: string, url = ""): string {
  return signLink(purpose, id, TEST_SECRET, url);
}
