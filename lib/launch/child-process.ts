import { type ChildProcess, spawn } from "node:child_process";

/**
 * When this process dies for whatever reason, SIGKILL included, the pipe closes and the shell signals the child: no
 * orphan survives us. TERM goes to the child's whole group, INT (PostgreSQL's fast shutdown) to the child alone.
 */
export function guard(pid: number, signal: "INT" | "TERM"): ChildProcess | undefined {
  if (process.platform === "win32") return undefined;
  const target = signal === "TERM" ? `-${pid}` : String(pid);
  const shell = spawn("sh", ["-c", `cat >/dev/null; kill -${signal} "$0" 2>/dev/null`, target], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  // a ChildProcess's stdin is a net.Socket at run time; unref lets us exit while the guard lives
  const stdin: unknown = shell.stdin;
  if (stdin && typeof stdin === "object" && "unref" in stdin && typeof stdin.unref === "function") stdin.unref();
  return shell;
}

export type Child = {
  name: string;
  pid: number;
  /** resolves with the exit code (1 when killed by a signal) */
  exited: Promise<number>;
  /** SIGTERM to the group, SIGKILL after 12 s; resolves when it is gone */
  stop(): Promise<void>;
};

const STOP_TIMEOUT_MS = 12_000;

function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the group is already gone, which is what we want
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Starts `node <args>` in a process group of its own (a Ctrl-C reaches only us and we decide the order), its lines prefixed. */
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) process.stdout.write(`[${name}] ${line}\n`);
    });
  }
  if (child.pid === undefined) throw new Error(`${name} could not be started`);
  const shell = guard(child.pid, "TERM");
  const exited = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  return {
    name,
    pid: child.pid,
    exited,
    async stop() {
      signalGroup(child, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
      signalGroup(child, "SIGKILL"); // stragglers of the group
      shell?.kill("SIGKILL");
    },
  };
}
