import type pg from "pg";
import type { CallAnswer } from "@/lib/channels/call-answer";
import type { Facts } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import type { DeliverEnvironment } from "../deliver-environment";

/** Fills one Liquid template. */
export type Fill = (template: string) => { ok: true; text: string } | { ok: false; error: string };

/** Where in which journey a call is asked for. */
export type CallPlace = { nodeId: string; config: unknown; facts: Facts };

/**
 * A way to ask somebody else's server and wait for the answer. Everything of the ledger (claim, attempts, leases, retries, waking the person)
 * is performCalls; a channel says what is asked and how.
 */
export type CallChannel<Request> = {
  /** sends.channel */
  name: "webhook" | "crm";
  /** the request of an earlier attempt: repeats are the same. Undefined: there is none yet */
  parse(stored: unknown): Request | undefined;
  /** the request for one person, with nothing left to fill */
  fill(place: CallPlace, fill: Fill): { ok: true; request: Request } | { ok: false; error: string };
  /** the request as people may read it: credentials are covered up */
  shown(request: Request): Json;
  /** Reads once what the calls of a batch need: secrets, connections. */
  open(
    db: pg.PoolClient | pg.Pool,
    requests: readonly { workspaceId: number; request: Request }[],
    env: CallEnvironment,
  ): Promise<OpenChannel<Request>>;
};

export type CallEnvironment = Pick<DeliverEnvironment, "secret" | "webhookAllowPrivate" | "realNow">;

export type OpenChannel<Request> = {
  /** written to sends.provider */
  provider(workspaceId: number, request: Request): string;
  /** real time in ms before which nothing is to be asked there: the other side has said that it is too much */
  heldUntil?(workspaceId: number, request: Request): number | undefined;
  /** One attempt. `id` stays the same for all of them. Never throws for anything the other side does. */
  call(workspaceId: number, request: Request, id: string): Promise<CallAnswer>;
};
