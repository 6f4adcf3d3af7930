import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import type { FaultPoint } from "@/lib/queue/fault-point";

/** A death to die: at a named point of the code (its nth pass), or at any moment. */
export type Death = { at: FaultPoint; nth: number } | { at: "random"; afterMs: number };

/**
 * Keeps `size` workers running, each a process of its own, and replaces whoever dies at once. Deaths are dealt one after the other: a named
 * one to the next worker that starts, a random one to a worker that runs.
 */
export class Crew {
  readonly died: string[] = [];
  private readonly running = new Set<ChildProcess>();
  private readonly log: WriteStream;
  private readonly size: number;
  private readonly env: NodeJS.ProcessEnv;
  private named: Extract<Death, { nth: number }>[] = [];
  private stopping = false;

  constructor(size: number, env: NodeJS.ProcessEnv, logFile: string) {
    this.size = size;
    this.env = env;
    this.log = createWriteStream(logFile);
  }

  start(): void {
    while (!this.stopping && this.running.size < this.size) this.hire();
  }

  /** Named deaths for workers still to start; one worker gives up its place for each that waits. */
  deal(deaths: readonly Extract<Death, { nth: number }>[]): void {
    this.named.push(...deaths);
  }

  /** Kills one running worker, with SIGKILL: nothing gets a chance to clean up. */
  killOne(index: number): void {
    const victims = [...this.running];
    const victim = victims[index % victims.length];
    if (!victim) return;
    this.died.push("random");
    victim.kill("SIGKILL");
  }

  /** Named deaths not died yet. */
  get outstanding(): number {
    return this.named.length;
  }

  get size_(): number {
    return this.running.size;
  }

  /** SIGTERM to all: they finish what is in hand. Resolves when the last is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(
      [...this.running].map((child) => {
        const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
        child.kill("SIGTERM");
        return gone;
      }),
    );
    this.log.end();
  }

  private hire(): void {
    const death = this.named.shift();
    const env = death ? { ...this.env, FAULT: `${death.at}:${death.nth}` } : this.env;
    const child = spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.pipe(this.log, { end: false });
    child.stderr.pipe(this.log, { end: false });
    this.running.add(child);
    child.once("exit", (_code, signal) => {
      this.running.delete(child);
      if (signal === "SIGKILL" && death) this.died.push(death.at);
      this.start();
    });
  }
}
