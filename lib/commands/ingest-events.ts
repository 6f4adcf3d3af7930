import type { IngestItem, IngestResult } from "@/lib/journey/ingest-item";
import { type FlushFate, ingestFlush } from "./ingest-flush";

/**
 * The micro-buffer. A caller's items leave at once when nothing is under way; while FLUSHES_IN_FLIGHT_MAX transactions run, what
 * arrives gathers and leaves together. So a single event is stored without delay and ten thousand a second cost a few large
 * transactions. A caller's items stay together and in order; one flush is of one workspace.
 */
const FLUSHES_IN_FLIGHT_MAX = 2;
export const FLUSH_ITEMS_MAX = 1_000;
/** What may wait in memory; beyond it callers are told to come again. */
const BUFFERED_ITEMS_MAX = 50_000;

/** More arrives than is stored: the caller should send it again a little later. */
export class IngestionOverloaded extends Error {
  constructor() {
    super("more events arrive than can be stored");
    this.name = "IngestionOverloaded";
  }
}

type Parcel = { items: readonly IngestItem[]; resolve: (fates: FlushFate[]) => void; reject: (error: unknown) => void };

/** Shared by the copies of this module that Next's bundle and the server have in one process. */
type Buffer = {
  byWorkspace: Map<number, Parcel[]>;
  buffered: number;
  inFlight: number;
  scheduled: boolean;
  idle: (() => void)[];
};

declare global {
  var __sojournIngestion: Buffer | undefined;
}

function buffer(): Buffer {
  globalThis.__sojournIngestion ??= { byWorkspace: new Map(), buffered: 0, inFlight: 0, scheduled: false, idle: [] };
  return globalThis.__sojournIngestion;
}

/** The next flush: as many whole parcels of the longest-waiting workspace as fit. */
function take(state: Buffer): { workspaceId: number; parcels: Parcel[] } | undefined {
  const [next] = state.byWorkspace;
  if (!next) return undefined;
  const [workspaceId, waiting] = next;
  let size = 0;
  let count = 0;
  for (const { items } of waiting) {
    if (count > 0 && size + items.length > FLUSH_ITEMS_MAX) break;
    size += items.length;
    count += 1;
  }
  const parcels = waiting.splice(0, count);
  state.byWorkspace.delete(workspaceId);
  if (waiting.length > 0) state.byWorkspace.set(workspaceId, waiting); // at the end: workspaces take turns
  state.buffered -= size;
  return { workspaceId, parcels };
}

async function flush(workspaceId: number, parcels: readonly Parcel[]): Promise<void> {
  try {
    const fates = await ingestFlush(
      workspaceId,
      parcels.flatMap(({ items }) => items),
    );
    let from = 0;
    for (const { items, resolve } of parcels) {
      resolve(fates.slice(from, from + items.length));
      from += items.length;
    }
  } catch (error) {
    for (const { reject } of parcels) reject(error);
  }
}

function pump(state: Buffer): void {
  while (state.inFlight < FLUSHES_IN_FLIGHT_MAX) {
    const next = take(state);
    if (!next) break;
    state.inFlight += 1;
    void flush(next.workspaceId, next.parcels).finally(() => {
      state.inFlight -= 1;
      pump(state);
    });
  }
  if (state.inFlight === 0 && state.buffered === 0) for (const done of state.idle.splice(0)) done();
}

/** In the next turn of the event loop, so that requests read from many sockets in one turn leave together. */
function schedule(state: Buffer): void {
  if (state.scheduled || state.inFlight >= FLUSHES_IN_FLIGHT_MAX) return;
  state.scheduled = true;
  setImmediate(() => {
    state.scheduled = false;
    pump(state);
  });
}

function deposit(workspaceId: number, items: readonly IngestItem[]): Promise<FlushFate[]> {
  const state = buffer();
  if (state.buffered > 0 && state.buffered + items.length > BUFFERED_ITEMS_MAX)
    return Promise.reject(new IngestionOverloaded());
  return new Promise((resolve, reject) => {
    const waiting = state.byWorkspace.get(workspaceId);
    if (waiting) waiting.push({ items, resolve, reject });
    else state.byWorkspace.set(workspaceId, [{ items, resolve, reject }]);
    state.buffered += items.length;
    schedule(state);
  });
}

/**
 * Stores events and people of a workspace, wakes who waits for them and starts journeys. Resolves only after the commit:
 * what is answered as accepted survives the loss of this process and of the database's. `errors` are items that cannot be
 * stored; the others are. Rejects with IngestionOverloaded, or with the database's error when it cannot be reached.
 */
export async function ingestEvents(workspaceId: number, items: readonly IngestItem[]): Promise<IngestResult> {
  const result: IngestResult = { accepted: 0, duplicates: 0, errors: [] };
  for (let from = 0; from < items.length; from += FLUSH_ITEMS_MAX) {
    const fates = await deposit(workspaceId, items.slice(from, from + FLUSH_ITEMS_MAX));
    fates.forEach((fate, i) => {
      if (fate === "accepted") result.accepted += 1;
      else if (fate === "duplicate") result.duplicates += 1;
      else result.errors.push({ index: from + i, message: fate.error });
    });
  }
  return result;
}

/** Resolves when nothing is buffered or under way: the last thing before the process ends. */
export function ingestionIdle(): Promise<void> {
  const state = buffer();
  if (state.inFlight === 0 && state.buffered === 0) return Promise.resolve();
  return new Promise((resolve) => state.idle.push(resolve));
}
