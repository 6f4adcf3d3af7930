import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { guard } from "@/lib/launch/child-process";
import type { FaultPoint } from "@/lib/queue/fault-point";

/** A death at a named point of the code, at its nth pass there; `stop`: suspended there instead. */
export type NamedDeath = { at: FaultPoint; nth: number; stop?: true };

/** Who the nth worker to be hired is. */
export type Role = { program: string; env: NodeJS.ProcessEnv };

/** A worker that is told to stop gets this long for what is in hand. */
const STOP_TIMEOUT_MS = 20_000;

type Options = { size: number; role: (hired: number) => Role; deaths?: readonly NamedDeath[] };

/**
 * Keeps `size` workers running, each a process of its own, and replaces whoever dies at once. Named deaths are dealt one to each worker
 * that starts; a random one hits a worker that runs. When this process ends for whatever reason, so do the workers.
 */
export class Crew {
  readonly died: string[] = [];
  private readonly running = new Map<ChildProcess, NamedDeath | undefined>();
  private readonly suspended = new Set<ChildProcess>();
  private readonly log: WriteStream;
  private readonly options: Options;
  private readonly toDeal: NamedDeath[];
  private hired = 0;
  private stopping = false;

  constructor(options: Options, logFile: string) {
    this.options = options;
    this.toDeal = [...(options.deaths ?? [])];
    this.log = createWriteStream(logFile).setMaxListeners(0); // every worker writes to it
    this.start();
  }

  /** Kills one running worker, with SIGKILL: nothing gets a chance to clean up. */
  killOne(index: number): void {
    const [victim, death] = this.pick(index);
    if (!victim) return;
    this.died.push("random");
    this.running.set(victim, undefined);
    if (death) this.toDeal.push(death); // another will have to die it
    victim.kill("SIGKILL");
  }

  /** Asks one running worker to end in order, as a deploy does, and hires another in its place. */
  relieveOne(index: number): void {
    const [one] = this.pick(index);
    one?.kill("SIGTERM");
  }

  /** How many workers are suspended at the point where they were to be. They are no longer counted as part of the crew. */
  async countSuspended(): Promise<number> {
    for (const [child, death] of [...this.running]) {
      if (!death?.stop || !(await isSuspended(child))) continue;
      this.running.delete(child);
      this.suspended.add(child);
      this.start();
    }
    return this.suspended.size;
  }

  /** Lets the suspended go on where they were; they belong to the crew again. */
  resumeSuspended(): void {
    for (const child of this.suspended) {
      this.running.set(child, undefined);
      this.died.push("suspended");
      child.kill("SIGCONT");
    }
    this.suspended.clear();
  }

  /** The named points at which nobody has died yet, once for each death that is left. */
  get spared(): FaultPoint[] {
    return [...this.toDeal, ...[...this.running.values()].flatMap((death) => death ?? [])].map(({ at }) => at);
  }

  /** Nobody has to die any more. Gives back how many deaths that were to be died are not. */
  pardon(): number {
    const pardoned = this.spared.length;
    this.toDeal.length = 0;
    for (const child of this.running.keys()) this.running.set(child, undefined);
    return pardoned;
  }

  /** SIGTERM to all: they finish what is in hand. Resolves when the last is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.resumeSuspended();
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
    for (const child of [...this.running.keys(), ...this.suspended]) child.kill("SIGKILL");
  }

  private start(): void {
    while (!this.stopping && this.running.size < this.options.size) this.hire();
  }

  private pick(index: number): [ChildProcess | undefined, NamedDeath | undefined] {
    const all = [...this.running];
    return all[index % all.length] ?? [undefined, undefined];
  }

  private hire(): void {
    const { program, env } = this.options.role(this.hired++);
    const death = this.toDeal.shift();
    const fault = death && `${death.at}:${death.nth}${death.stop ? ":STOP" : ""}`;
    const child = spawn(process.execPath, [program], {
      env: fault ? { ...env, FAULT: fault } : env,
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
      this.suspended.delete(child);
      if (due && signal === "SIGKILL" && !this.stopping) this.died.push(due.at);
      else if (due) this.toDeal.unshift(due); // it could not even start, because the database was down
      this.start();
    });
  }
}

async function isSuspended({ pid }: ChildProcess): Promise<boolean> {
  const ps = spawn("ps", ["-o", "stat=", "-p", String(pid)], { stdio: ["ignore", "pipe", "ignore"] });
  let state = "";
  ps.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    state += chunk;
  });
  await new Promise<void>((resolve) => ps.once("close", () => resolve()));
  return state.trim().startsWith("T");
}
