import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { closePool, pool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { runTransaction } from "@/lib/db/run-transaction";
import { startBoss, stopBoss } from "@/lib/queue/boss";
import { startFakeResend } from "@/lib/testing/fake-resend";
import { Crew, type NamedDeath, type Role } from "./crew";
import type { Ground } from "./ground";
import { createWorkspace } from "./scene";
import { Sender } from "./sender";

const PROVIDER_DELAY_MS = 20;
/** Nobody waits out leases of three minutes and sweeps of one, unless a fault is about them. */
const SHORT_LEASE_SECONDS = 8;
const SWEEP_EVERY_MS = 4_000;

/** This process's own connections, which no fault may touch. */
export const OWN_NAME = "faults-main";

/** For kill: `at` these points alone; no death is dealt after so many `minutes`. */
export type Form = { short: boolean; long: boolean; at: readonly string[] | undefined; minutes: number };

type Hiring = { size?: number; deaths?: readonly NamedDeath[]; role?: (hired: number) => Role };
type SendOptions = {
  event?: "signed_up" | "purchase";
  end: number;
  pace?: number;
  batch?: number;
  deaths?: readonly string[];
};

/** Where one fault is played: a database, a provider and a live workspace of its own. */
export class Stage {
  readonly name: string;
  readonly form: Form;
  readonly ground: Ground;
  readonly provider: Awaited<ReturnType<typeof startFakeResend>>;
  readonly databaseUrl: string;
  readonly workspaceId: number;
  readonly say: (line: string) => void;
  private readonly crews: Crew[] = [];
  private readonly toUndo: (() => unknown)[] = [];
  private sweptAt = 0;
  private closed = false;

  private constructor(given: Pick<Stage, "name" | "form" | "ground" | "provider" | "databaseUrl" | "say">, id: number) {
    this.name = given.name;
    this.form = given.form;
    this.ground = given.ground;
    this.provider = given.provider;
    this.databaseUrl = given.databaseUrl;
    this.say = given.say;
    this.workspaceId = id;
  }

  static async open(name: string, form: Form, ground: Ground, say: Stage["say"]): Promise<Stage> {
    const databaseUrl = await ground.createDatabase(`faults_${name.replaceAll("-", "_")}`);
    await closePool();
    process.env.DATABASE_URL = `${databaseUrl}?application_name=${OWN_NAME}`;
    const provider = await startFakeResend({ delayMs: PROVIDER_DELAY_MS });
    return new Stage({ name, form, ground, provider, databaseUrl, say }, await createWorkspace());
  }

  /** What a child needs to find database and provider. */
  get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      DATABASE_URL: this.databaseUrl,
      RESEND_API_KEY: "re_fault_test",
      RESEND_API_URL: this.provider.url,
      MAIL_FROM: "Faults <faults@example.com>",
      APP_SECRET: "a-secret-for-fault-tests-of-32-characters",
      APP_URL: "http://localhost:3000",
      LOG_LEVEL: "warn",
      WORKER_CONCURRENCY: "2",
      NODE_COMPILE_CACHE: this.ground.compiled,
    };
  }

  hire({ size = 3, deaths = [], role }: Hiring = {}): Crew {
    const usual = () => ({ program: this.ground.programs.worker, env: this.env });
    const log = path.join(this.ground.scratch, `${this.name}-${this.crews.length}.log`);
    const crew = new Crew({ size, deaths, role: role ?? usual }, log);
    this.crews.push(crew);
    return crew;
  }

  send({ event = "signed_up", end, pace = 0, batch = 50, deaths = [] }: SendOptions, env = this.env): Sender {
    const { sender: program } = this.ground.programs;
    return new Sender({ program, env, workspaceId: this.workspaceId, event, end, pace, batch, deaths });
  }

  /** All crews stop in order. */
  async stopCrews(): Promise<void> {
    await Promise.all(this.crews.map((crew) => crew.stop()));
  }

  /** Undone when the stage closes, the last first. */
  onClose(undo: () => unknown): void {
    this.toUndo.push(undo);
  }

  async one<Row = Record<string, number>>(sql: string, values: unknown[] = []): Promise<Row> {
    const { rows } = await this.query(sql, values);
    return rows[0];
  }

  async query(sql: string, values: unknown[] = []) {
    if (this.closed) throw new Error("the stage is closed"); // and asking would open the database again
    return pool().query(sql, values);
  }

  /** Ends leases of attempts that are seconds old, makes retries due, and has a worker sweep; every few seconds however often it is called. */
  async hurry(): Promise<void> {
    if (performance.now() - this.sweptAt < SWEEP_EVERY_MS) return;
    this.sweptAt = performance.now();
    await this.query(
      "update sends set lease_until = now() + make_interval(secs => $1) where status = 'sending' and lease_until > now() + make_interval(secs => $1)",
      [SHORT_LEASE_SECONDS],
    );
    await this.query("update sends set due_at = now() where status = 'queued' and attempt > 0 and due_at > now()");
    const queue = await this.startQueue();
    await queue.send("sweep", {}, { singletonKey: "faults" });
  }

  /** Deletes every row of the queue; false: there was none. Writers are kept out first, because row by row they and we could wait for each other. */
  async loseJobs(): Promise<boolean> {
    const deleted = await runTransaction(async (client) => {
      await client.query("lock table pgboss.job in exclusive mode");
      return client.query("delete from pgboss.job");
    });
    return (deleted.rowCount ?? 0) > 0;
  }

  private async startQueue() {
    if (this.closed) throw new Error("the stage is closed");
    return startBoss("web");
  }

  /** A worker has started and hints reach it. */
  async untilStaffed(): Promise<void> {
    await this.until("a worker is there", async () => {
      await this.startQueue();
      const seen = await this.one("select count(*)::int as n from worker_heartbeats");
      return { done: (seen.n ?? 0) > 0, seen };
    });
  }

  /** Waits for a fact; throws with what was last seen when it does not come. */
  async until(
    what: string,
    look: () => Promise<{ done: boolean; seen: unknown }>,
    timeoutMs = this.form.short ? 120_000 : 600_000,
  ): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const { done, seen } = await look().catch((error: Error) => ({ done: false, seen: error.message }));
      if (done) return this.say(what);
      if (performance.now() > deadline) throw new Error(`never: ${what}; last seen: ${JSON.stringify(seen)}`);
      await sleep(250);
    }
  }

  /** Ends everybody at once and lets go of the database. */
  async close(): Promise<void> {
    this.closed = true;
    for (const crew of this.crews) crew.kill();
    Sender.killAll();
    for (let undo = this.toUndo.pop(); undo; undo = this.toUndo.pop()) await undo();
    await this.provider.stop();
    await stopBoss(500);
    await closePrisma();
    await closePool();
  }
}
