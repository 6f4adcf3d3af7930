import { type ChildProcess, spawn } from "node:child_process";

type Sending = {
  program: string;
  env: NodeJS.ProcessEnv;
  workspaceId: number;
  event: string;
  /** people from … to (exclusive) */
  first: number;
  end: number;
  /** milliseconds between batches of 50 */
  pace: number;
  /** FAULT of the first sender, the second … */
  deaths: readonly string[];
  say: (line: string) => void;
};

const running = new Set<ChildProcess>();

export function killSenders(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Runs a sender of events to its end, starting it again where it was whenever it dies. Gives back the message ids that were acknowledged. */
export async function sendEvents({
  program,
  env,
  workspaceId,
  event,
  first,
  end,
  pace,
  deaths,
  say,
}: Sending): Promise<string[]> {
  const acknowledged = new Set<number>();
  const faults = [...deaths];
  for (;;) {
    const from = acknowledged.size === 0 ? first : Math.max(...acknowledged) + 1;
    const fault = faults.shift();
    const args = ["--enable-source-maps", program, String(workspaceId), event, String(from), String(end), String(pace)];
    const child = spawn(process.execPath, args, {
      env: fault ? { ...env, FAULT: fault } : env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    running.add(child);
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (/^\d+$/.test(line)) acknowledged.add(Number(line)); // the rest is its log
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    running.delete(child);
    if (code === 0) return [...acknowledged].map((person) => `${event}-${person}`);
    say(`the sender of "${event}" died${fault ? ` at ${fault}` : ""} with ${acknowledged.size} acknowledged`);
  }
}
