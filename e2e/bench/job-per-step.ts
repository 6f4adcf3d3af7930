import { type Job, PgBoss } from "pg-boss";
import { pool } from "@/lib/db/pool";
import { lanes, type Variant } from "./measure";

/**
 * The usual design, as a baseline: one queue job for every step of every person, which loads the person, writes the step in a transaction of
 * its own and sends the job of the next step. Fetched singly, in hundreds, and in thousands with the next jobs inserted in bulk.
 */
const PEOPLE = 100_000;
const NODES = 12;

type Step = { id: number };

export type JobPerStep = {
  variants: Record<string, Variant>;
  refill: (name: string) => Promise<void>;
  stop: () => Promise<void>;
};

export async function prepareJobPerStep(databaseUrl: string): Promise<JobPerStep> {
  await pool().query(`
    drop table if exists step_people, step_log, step_outbox;
    create table step_people (id bigint primary key, node smallint not null, seq int not null, attributes jsonb not null) with (fillfactor = 90);
    create table step_log (id bigint not null, seq int not null, node smallint not null, at timestamptz not null);
    create table step_outbox (id bigint, seq int, node smallint, primary key (id, seq));
    insert into step_people select g, 0, 0, '{"plan": "pro", "orders": 4, "country": "DE"}' from generate_series(1, ${PEOPLE}) g`);
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: "bench_boss",
    max: 10,
    supervise: false,
    schedule: false,
  });
  boss.on("error", (error) => console.error(error.message));
  await boss.start();
  await boss.createQueue("step");
  const fetchOnce = async (batchSize: number) => boss.fetch<Step>("step", { batchSize });
  const settle = async (jobs: Job<Step>[], bulk: boolean) => {
    await inParallel(jobs, 8, async (job) => {
      await step(job.data.id);
      if (!bulk) await boss.send("step", job.data);
    });
    if (bulk)
      await boss.insert(
        "step",
        jobs.map((job) => ({ data: job.data })),
      );
    await boss.complete(
      "step",
      jobs.map((job) => job.id),
    );
    return jobs.length;
  };
  return {
    variants: {
      "one job a step, fetched singly, 8 lanes": (s) => lanes(8, s, async () => settle(await fetchOnce(1), false)),
      "one job a step, batches of 100": (s) => lanes(1, s, async () => settle(await fetchOnce(100), false)),
      "one job a step, batches of 1,000, bulk insert": (s) =>
        lanes(1, s, async () => settle(await fetchOnce(1_000), true)),
    },
    refill: async (name) => {
      const jobs = name.includes("1,000") ? 20_000 : 8_000;
      await boss.deleteAllJobs("step");
      const first = Math.floor(Math.random() * (PEOPLE - jobs)) + 1;
      for (let i = 0; i < jobs; i += 2_000)
        await boss.insert(
          "step",
          Array.from({ length: 2_000 }, (_, k) => ({ data: { id: first + i + k } })),
        );
    },
    stop: () => boss.stop({ graceful: false, close: true }),
  };
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

async function step(id: number): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ node: number; seq: number }>({
      name: "step-load",
      text: "select node, seq, attributes from step_people where id = $1 for no key update",
      values: [id],
    });
    const { node, seq } = rows[0] ?? { node: 0, seq: 0 };
    const next = (node + 1) % NODES;
    await client.query({
      name: "step-move",
      text: "update step_people set node = $2, seq = seq + 1 where id = $1",
      values: [id, next],
    });
    await client.query({
      name: "step-log",
      text: "insert into step_log values ($1, $2, $3, now())",
      values: [id, seq + 1, next],
    });
    if (next % 3 === 2)
      await client.query({
        name: "step-out",
        text: "insert into step_outbox values ($1, $2, $3) on conflict do nothing",
        values: [id, seq + 1, next],
      });
    await client.query("commit");
  } finally {
    client.release();
  }
}
