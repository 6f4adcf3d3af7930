import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Fault } from "../fault";

const GONE_WITHIN_MS = 20_000;

/** Everybody whose command line names the run: its workers and senders by their bundles, its PostgreSQL by the data folder. */
function processesOf(marks: readonly string[]): string[] {
  return execFileSync("ps", ["-axo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => marks.some((mark) => line.includes(mark)));
}

export const interrupt: Fault = {
  name: "interrupt",
  about: "Ctrl-C in the middle of a run of these tests: nothing is left behind",
  short: true,
  run: async (stage) => {
    const child = spawn(process.execPath, ["--import", "tsx", "e2e/faults/main.ts", "--only", "random-kill"], {
      detached: true, // a group of its own, as a terminal would make it
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { pid } = child;
    if (pid === undefined) throw new Error("the run could not be started");
    stage.onClose(() => child.kill("SIGKILL"));
    const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
    const logs = () => /logs of the workers are in (\S+)/.exec(said)?.[1];
    const marks = () => [`faults-${pid}/`, path.basename(logs() ?? "not yet")];
    await stage.until("the other run is in the middle of it", async () => {
      const seen = processesOf(marks());
      const workers = seen.filter((line) => line.includes("worker.mjs")).length;
      const senders = seen.filter((line) => line.includes("sender.mjs")).length;
      return { done: workers >= 3 && senders >= 1, seen: said };
    });
    const before = processesOf(marks()).length;
    process.kill(-pid, "SIGINT");
    const code = await Promise.race([
      exited,
      new Promise((resolve) => setTimeout(resolve, GONE_WITHIN_MS, "still there")),
    ]);
    let left: string[] = [];
    await stage.until(
      "everybody has gone",
      async () => {
        left = processesOf(marks());
        return { done: left.length === 0, seen: left };
      },
      GONE_WITHIN_MS,
    );
    const folders = [logs() ?? "", path.resolve(`.build/faults-${pid}`)].filter((folder) => existsSync(folder));
    return {
      trials: 1,
      of: `Ctrl-C with ${before} processes`,
      findings: [
        { invariant: "other", what: "it has not ended", broken: code === "still there" ? 1 : 0, example: code },
        { invariant: "other", what: "processes are left", broken: left.length, example: left },
        { invariant: "other", what: "folders are left", broken: folders.length, example: folders },
      ],
    };
  },
};
