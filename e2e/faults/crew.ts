import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { guard } from "@/lib/launch/child-process";
import type { FaultPoint } from "@/lib/queue/fault-point";

/** A death at a named point of the code, at its nth pass there. */
export type NamedDeath = { at: FaultPoint; nth: number };

/** A worker that is told to stop gets this long for what is in hand. */
const STOP_TIMEOUT_MS = 20_000;

/**
 * Keeps `size` workers running, each a process of its own, and replaces whoever dies at once. Named deaths are dealt one to each worker
 * that starts; a random one hits a worker that runs. When this process ends for whatever reason, so do the workers.
 */
export class Crew {
  readonly died: string[] = [];
  private readonly running = new Map<ChildProcess, NamedDeath | undefined>();
  private readonly log: WriteStream;
  private readonly options: { size: number; program: string; env: NodeJS.ProcessEnv; deaths: readonly NamedDeath[] };
  private readonly toDeal: NamedDeath[];
  private stopping = false;

  constructor(options: Crew["options"], logFile: string) {
    this.options = options;
    this.toDeal = [...options.deaths];
    this.log = createWriteStream(logFile);
  }

  start(): void {
    while (!this.stopping && this.running.size < this.options.size) this.hire();
  }

  /** Kills one running worker, with SIGKILL: nothing gets a chance to clean up. */
  killOne(index: number): void {
    const victims = [...this.running];
    const [victim, death] = victims[index % victims.length] ?? [];
    if (!victim) return;
    this.died.push("random");
    this.running.set(victim, undefined);
    if (death) this.toDeal.push(death); // another will have to die it
    victim.kill("SIGKILL");
  }

  /** The named points at which nobody has died. */
  get spared(): FaultPoint[] {
    return this.options.deaths.map(({ at }) => at).filter((at) => !this.died.includes(at));
  }

  /** SIGTERM to all: they finish what is in hand. Resolves when the last is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    const timer = setTimeout(() => this.kill(), STOP_TIMEOUT_MS);
    await Promise.all(
      [...this.running.keys()].map((child) => {
        const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
        child.kill("SIGTERM");
        return gone;
      }),
    );
    clearTimeout(timer);
    this.log.end();
  }

  /** At once, replacing nobody. */
  kill(): void {
    this.stopping = true;
    for (const child of this.running.keys()) child.kill("SIGKILL");
  }

  private hire(): void {
    const { program, env } = this.options;
    const death = this.toDeal.shift();
    const child = spawn(process.execPath, ["--enable-source-maps", program], {
      env: death ? { ...env, FAULT: `${death.at}:${death.nth}` } : env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a group of its own: its guard ends all of it
    });
    child.stdout.pipe(this.log, { end: false });
    child.stderr.pipe(this.log, { end: false });
    const shell = child.pid === undefined ? undefined : guard(child.pid, "TERM");
    this.running.set(child, death);
    child.once("exit", (_code, signal) => {
      shell?.kill("SIGKILL");
      const due = this.running.get(child);
      this.running.delete(child);
      if (due && signal === "SIGKILL" && !this.stopping) this.died.push(due.at);
      else if (due) this.toDeal.unshift(due); // it could not even start, because the database was down
      this.start();
    });
  }
}
