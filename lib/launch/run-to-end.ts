import { type ChildProcess, spawn } from "node:child_process";

const running = new Set<ChildProcess>();

/** Runs `node <args>` to its end, output straight through. Rejects when it fails, naming the command. */
export function runToEnd(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: "inherit" });
    running.add(child);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      running.delete(child);
      if (code === 0) resolve();
      else reject(new Error(`node ${args.join(" ")} ended with ${code ?? signal}`));
    });
  });
}

/** Ends whatever runToEnd is still running: a stop during the build must not wait for it. */
export function endRunning(): void {
  for (const child of running) child.kill("SIGTERM");
}
