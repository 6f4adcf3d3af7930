import type pg from "pg";
import { CLAIM_SENDS, type ClaimedSend, KEEP_REQUESTS, PUT_OFF } from "@/lib/db/sends.sql";
import { MARK_CALLING } from "@/lib/db/webhooks.sql";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import { runDeadline } from "@/lib/engine/run-deadline";
import type { Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { isDry, orphanedBy } from "../decide-send";
import { LEASE_MS, type ShardSetting, timeOfSend } from "../deliver-batch";
import type { DeliverEnvironment } from "../deliver-environment";
import { loadSendContext, type SendContext, sendFacts } from "../load-send-context";
import { putOffSends } from "../put-off-sends";
import type { SettledSend } from "../settle-sends";
import type { CallChannel, OpenChannel } from "./call-channel";
import { settleCall, wakeAsker } from "./settle-call";

/** One call that is to be made now. */
export type Call<Request> = {
  claimed: ClaimedSend;
  nodeId: string;
  request: Request;
  provider: string;
  /** when the run is over in any case */
  deadline: Instant | undefined;
};
type Decision<Request> =
  | { kind: "call" | "dry_run"; nodeId: string; request: Request; deadline: Instant | undefined }
  | { kind: "put_off" }
  | { kind: "skip"; reason: string }
  | { kind: "fail"; reason: string; deadline: Instant | undefined };

export type ClaimedCalls<Request> = {
  /** rows dealt with */
  count: number;
  calls: Call<Request>[];
  open: OpenChannel<Request>;
  /** somebody has an answer already */
  woken: boolean;
};

/**
 * Claims a shard's due calls of one channel inside the caller's transaction and settles those that are not to be made: the journey is gone,
 * paused or in a dry run, the request cannot be filled. The rest is 'sending' under a new attempt.
 */
export function claimCalls<Request>(
  client: pg.PoolClient,
  channel: CallChannel<Request>,
  setting: ShardSetting,
  limit: number,
  env: DeliverEnvironment,
  saw: (rows: readonly ClaimedSend[]) => void,
): Promise<ClaimedCalls<Request>> {
  return new CallBatch(client, channel, setting, env).claim(limit, saw);
}

/** One claim: what its transaction decides about each row. */
class CallBatch<Request> {
  readonly #client: pg.PoolClient;
  readonly #channel: CallChannel<Request>;
  readonly #setting: ShardSetting;
  readonly #env: DeliverEnvironment;
  readonly #calls: Call<Request>[] = [];
  readonly #dry: Call<Request>[] = [];
  #woken = false;

  constructor(client: pg.PoolClient, channel: CallChannel<Request>, setting: ShardSetting, env: DeliverEnvironment) {
    this.#client = client;
    this.#channel = channel;
    this.#setting = setting;
    this.#env = env;
  }

  async claim(limit: number, saw: (rows: readonly ClaimedSend[]) => void): Promise<ClaimedCalls<Request>> {
    const client = this.#client;
    const channel = this.#channel;
    const setting = this.#setting;
    const env = this.#env;
    const values = [setting.shard, new Date(setting.now), limit, channel.name];
    const { rows } = await client.query<ClaimedSend>(CLAIM_SENDS, values);
    saw(rows);
    const context: SendContext =
      rows.length > 0
        ? await loadSendContext(client, rows)
        : { workspaces: new Map(), versions: new Map(), unreadable: new Set() };
    const decided = rows.map((claimed) => ({
      claimed,
      decision: decide(channel, claimed, context, timeOfSend(claimed, setting)),
    }));
    const requests = decided.flatMap(({ claimed, decision }) =>
      "request" in decision ? [{ workspaceId: claimed.workspace_id, request: decision.request }] : [],
    );
    const open = await channel.open(client, requests, env);
    for (const { claimed, decision } of decided) await this.#carryOut(claimed, decision, open);
    await this.#write();
    return { count: rows.length, calls: this.#calls, open, woken: this.#woken };
  }

  async #carryOut(claimed: ClaimedSend, decision: Decision<Request>, open: OpenChannel<Request>): Promise<void> {
    const setting = this.#setting;
    const channel = this.#channel;
    const settle = (result: SettledSend["result"], provider: string = channel.name) =>
      settleCall(this.#client, claimed, setting, { from: "queued", provider }, result);
    const wakeUp = async (ok: boolean, value: Json, deadline: Instant | undefined) => {
      this.#woken = (await wakeAsker(this.#client, claimed, setting, ok, value, deadline)) || this.#woken;
    };
    switch (decision.kind) {
      case "call": {
        const { nodeId, request, deadline } = decision;
        const held = open.heldUntil?.(claimed.workspace_id, request);
        const realNow = this.#env.realNow();
        if (held !== undefined && held > realNow) await this.#putOff(claimed, held - realNow + 1_000);
        else {
          const provider = open.provider(claimed.workspace_id, request);
          this.#calls.push({ claimed, nodeId, request, provider, deadline });
        }
        break;
      }
      case "put_off":
        await putOffSends(this.#client, [claimed], setting.now);
        break;
      case "dry_run": {
        const { nodeId, request, deadline } = decision;
        const provider = open.provider(claimed.workspace_id, request);
        this.#dry.push({ claimed, nodeId, request, provider, deadline });
        await settle({ status: "skipped", reason: "dry_run" }, provider);
        // as a simulation has it: the server said yes, and nothing more
        await wakeUp(true, {}, deadline);
        break;
      }
      case "skip":
        await settle({ status: "skipped", reason: decision.reason });
        break;
      case "fail":
        await settle({ status: "failed", reason: decision.reason });
        await wakeUp(false, { error: decision.reason }, decision.deadline);
        break;
    }
  }

  #putOff(claimed: ClaimedSend, ms: number) {
    return this.#client.query(PUT_OFF, [[claimed.id], new Date(this.#setting.now + ms)]);
  }

  async #write(): Promise<void> {
    const ids = (calls: Call<Request>[]) => calls.map(({ claimed }) => claimed.id);
    const requests = (calls: Call<Request>[]) => calls.map(({ request }) => JSON.stringify(request));
    if (this.#dry.length > 0) await this.#client.query(KEEP_REQUESTS, [ids(this.#dry), requests(this.#dry)]);
    if (this.#calls.length === 0) return;
    const providers = this.#calls.map(({ provider }) => provider);
    await this.#client.query(MARK_CALLING, [ids(this.#calls), requests(this.#calls), LEASE_MS, providers]);
  }
}

function decide<Request>(
  channel: CallChannel<Request>,
  claimed: ClaimedSend,
  { workspaces, versions, unreadable }: SendContext,
  at: Instant,
): Decision<Request> {
  const orphaned = orphanedBy(claimed);
  if (orphaned) return { kind: "skip", reason: orphaned };
  if (claimed.journey?.status === "paused" || unreadable.has(claimed.version_id ?? -1)) return { kind: "put_off" };
  const version = versions.get(claimed.version_id ?? -1);
  const workspace = workspaces.get(claimed.workspace_id);
  const facts = version && workspace ? sendFacts(claimed, version, workspace) : undefined;
  if (!version || !facts) return { kind: "skip", reason: "erased" };
  const kind = isDry(claimed) ? "dry_run" : "call";
  const { id: nodeId, config } = version.compiled.node(version.compiled.idAt(claimed.node));
  const deadline = runDeadline(version.settings, facts);
  const stored = channel.parse(claimed.request);
  if (stored !== undefined) return { kind, nodeId, request: stored, deadline };
  const template = templateContext(facts, at);
  const filled = channel.fill({ nodeId, config, facts }, (text) => fillLiquid(text, template));
  return filled.ok
    ? { kind, nodeId, request: filled.request, deadline }
    : { kind: "fail", reason: `template_error: ${filled.error}`.slice(0, 500), deadline };
}
