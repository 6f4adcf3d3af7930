import { readFileSync } from "node:fs";
import os from "node:os";
import { pool } from "@/lib/db/pool";

/** Runs for about this many seconds and says how many operations it did; `seconds` when only part of the time counts. */
export type Variant = (seconds: number) => Promise<{ operations: number; seconds?: number }>;

/** Operations a second over all rounds; CPU microseconds of database and client and bytes of write-ahead log for each operation. */
export type Figure = {
  name: string;
  median: number;
  min: number;
  max: number;
  rounds: number[];
  serverCpuUs: number;
  clientCpuUs: number;
  walBytes: number;
};

export type MeasureOptions = {
  rounds: number;
  seconds: number;
  warmUpSeconds: number;
  /** process id of the postmaster; its children's CPU time counts as the server's */
  postmaster: number;
  /** before every measurement, not measured */
  between?: (name: string) => Promise<void>;
};

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** A tick of the clock in which /proc/…/stat counts; 100 a second on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/**
 * CPU seconds used so far by the database: its living processes, and those that have ended, whose time the postmaster has inherited
 * (without them a worker that ends between two readings would count as negative). NaN where the system does not tell.
 */
export function serverCpuSeconds(postmaster: number): number {
  try {
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ");
    return endedSeconds(postmaster) + children.reduce((sum, pid) => sum + schedSeconds(pid), 0);
  } catch {
    return Number.NaN; // not Linux
  }
}

function endedSeconds(postmaster: number): number {
  // The name in parentheses may hold anything; what follows it is plain. Fields 16 and 17: time of reaped children.
  const fields = readFileSync(`/proc/${postmaster}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND;
}

function schedSeconds(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e9;
  } catch {
    return 0; // it has ended meanwhile
  }
}

async function walBytes(): Promise<number> {
  const { rows } = await pool().query<{ bytes: number }>(
    "select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes",
  );
  return rows[0]?.bytes ?? Number.NaN;
}

function clientCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Measures all variants in alternation, round by round, so that whatever else the machine does hits all of them alike. */
export async function alternate(variants: Record<string, Variant>, options: MeasureOptions): Promise<Figure[]> {
  const { rounds, seconds, warmUpSeconds, postmaster, between } = options;
  const samples = new Map(
    Object.keys(variants).map((name) => [
      name,
      { rate: [] as number[], server: [] as number[], client: [] as number[], wal: [] as number[] },
    ]),
  );
  for (const [name, run] of Object.entries(variants)) {
    await between?.(name);
    if (warmUpSeconds > 0) await run(warmUpSeconds);
  }
  for (let round = 0; round < rounds; round += 1)
    for (const [name, run] of Object.entries(variants)) {
      await between?.(name);
      const wal = await walBytes();
      const [server, client, from] = [serverCpuSeconds(postmaster), clientCpuSeconds(), performance.now()];
      const result = await run(seconds);
      const took = result.seconds ?? (performance.now() - from) / 1_000;
      const sample = samples.get(name);
      sample?.rate.push(result.operations / took);
      sample?.server.push(((serverCpuSeconds(postmaster) - server) / result.operations) * 1e6);
      sample?.client.push(((clientCpuSeconds() - client) / result.operations) * 1e6);
      sample?.wal.push(((await walBytes()) - wal) / result.operations);
    }
  return [...samples].map(([name, { rate, server, client, wal }]) => ({
    name,
    median: medianOf(rate),
    min: Math.min(...rate),
    max: Math.max(...rate),
    rounds: rate,
    serverCpuUs: medianOf(server),
    clientCpuUs: medianOf(client),
    walBytes: medianOf(wal),
  }));
}

/** Ratio of two figures, round against the same round: median, min and max. */
export function ratioOf(a: Figure, b: Figure): { median: number; min: number; max: number } {
  const ratios = a.rounds.map((rate, i) => rate / (b.rounds[i] ?? Number.NaN));
  return { median: medianOf(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

/** Runs `work` on `count` lanes at once until the time is up; sums what it says it did. */
export async function lanes(
  count: number,
  seconds: number,
  work: (lane: number) => Promise<number>,
): ReturnType<Variant> {
  const from = performance.now();
  const until = from + seconds * 1_000;
  let operations = 0;
  await Promise.all(
    Array.from({ length: count }, async (_, lane) => {
      while (performance.now() < until) {
        // not `operations += await …`: that reads the sum before it waits and so loses what other lanes did meanwhile
        const done = await work(lane);
        operations += done;
      }
    }),
  );
  return { operations, seconds: (performance.now() - from) / 1_000 };
}

export const loadNow = (): number => os.loadavg()[0] ?? Number.NaN;
