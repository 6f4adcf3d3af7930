import { type ChildProcess, spawn } from "node:child_process";

type Options = {
  program: string;
  env: NodeJS.ProcessEnv;
  workspaceId: number;
  event: "signed_up" | "purchase";
  /** people from 0 up to this number (exclusive); Infinity: until told to stop */
  end: number;
  /** milliseconds between batches */
  pace: number;
  /** people a batch */
  batch: number;
  /** FAULT of the first process, the second … */
  deaths: readonly string[];
};

const senders = new Set<Sender>();

/** Sends an event of one person after the other from a process that is started again where it was whenever it dies. */
export class Sender {
  /** people whose event was answered with success */
  readonly acknowledged = new Set<number>();
  /** how often the process died before it was done */
  died = 0;
  /** resolves when everything is acknowledged that was to be sent */
  readonly done: Promise<void>;
  private readonly options: Options;
  private readonly deaths: string[];
  private last = -1;
  private child: ChildProcess | undefined;
  private armed = false;
  private told = false;
  private killed = false;

  constructor(options: Options) {
    this.options = options;
    this.deaths = [...options.deaths];
    this.done = this.run();
  }

  /** One more than the last person who was sent. */
  get next(): number {
    return this.last + 1;
  }

  get deathsLeft(): number {
    return this.deaths.length;
  }

  /** It has to die no more. Gives back how many deaths it is spared, with the one that may yet come. */
  pardon(): number {
    return this.deaths.splice(0).length + (this.armed ? 1 : 0);
  }

  /** Ends after the batch in hand. Resolves with how many people there are. */
  async stop(): Promise<number> {
    this.told = true;
    this.child?.kill("SIGTERM");
    await this.done;
    return this.next;
  }

  /** All at once; nobody is started again. */
  static killAll(): void {
    for (const sender of senders) {
      sender.killed = true;
      sender.child?.kill("SIGKILL");
    }
  }

  private async run(): Promise<void> {
    senders.add(this);
    while ((await this.once()) !== 0 && !this.killed) this.died += 1;
    senders.delete(this);
  }

  private async once(): Promise<number | null> {
    const { program, env, workspaceId, event, end, pace, batch } = this.options;
    const fault = this.deaths.shift();
    this.armed = fault !== undefined;
    // It died with a batch in hand after it had been told to stop: that batch may be stored, so it is sent to its end.
    const last = this.told ? Math.min(end, this.next + batch) : end;
    const args = [program, workspaceId, event, this.next, last, pace, batch].map(String);
    const child = spawn(process.execPath, args, {
      env: fault ? { ...env, FAULT: fault } : env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.child = child;
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (!/^\d+$/.test(line)) continue; // the rest is its log
        this.acknowledged.add(Number(line));
        this.last = Math.max(this.last, Number(line));
      }
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    // Told to stop before it could listen: what it had in hand was never sent.
    return code === null && this.told && child.signalCode === "SIGTERM" ? 0 : code;
  }
}
