import type pg from "pg";
import type { Instant } from "@/lib/journey/facts";

/** Name of a partition of `waiting`: a UTC day of due_at, or the rest. The brand keeps other text out of statements. */
export type Bucket = string & { readonly __bucket: true };

const BUCKET = /^waiting_(rest|d\d{8})$/;

function isBucket(name: string): name is Bucket {
  return BUCKET.test(name);
}

/** Beyond this a bucket made or dropped by another process is noticed; one that is missing meanwhile costs a retry. */
const CACHED_MS = 5_000;

type Cached = { at: number; database: string | undefined; buckets: Bucket[] };
let cached: Cached | undefined;

/** Forgets what is known: after a statement failed because its bucket is gone, and after making some. */
export function forgetBuckets(): void {
  cached = undefined;
}

/** All buckets, oldest day first, the rest last. */
export async function listBuckets(db: pg.Pool | pg.ClientBase): Promise<Bucket[]> {
  const database = process.env.DATABASE_URL;
  if (cached && cached.database === database && Date.now() - cached.at < CACHED_MS) return cached.buckets;
  const { rows } = await db.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'waiting'::regclass order by c.relname`,
  );
  const buckets = rows.map((r) => r.name).filter(isBucket);
  cached = { at: Date.now(), database, buckets };
  return buckets;
}

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll("-", "");
}

/** Those of `buckets` that can hold somebody due by `now`. */
export function bucketsUpTo(buckets: readonly Bucket[], now: Instant): Bucket[] {
  const last = `waiting_d${dayOf(now)}`;
  return buckets.filter((b) => b === "waiting_rest" || b <= last);
}

/** Makes the daily buckets of `waiting` and `events` from the day of `from` to the day of `to`. Gives back how many were made. */
export async function ensureBuckets(db: pg.Pool | pg.ClientBase, from: Instant, to: Instant): Promise<number> {
  const { rows } = await db.query<{ made: number }>("select ensure_buckets($1::date, $2::date) as made", [
    new Date(from).toISOString().slice(0, 10),
    new Date(to).toISOString().slice(0, 10),
  ]);
  const made = rows[0]?.made ?? 0;
  if (made > 0) forgetBuckets();
  return made;
}
