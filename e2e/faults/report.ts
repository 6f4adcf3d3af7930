import { cpus, totalmem } from "node:os";
import type { Fault, Trial } from "./fault";
import { type Finding, type Invariant, invariants } from "./findings";

/** A fault that was played to its end, or the error that stopped it. */
export type Played = { fault: Fault; seconds: number; trial: Trial | { error: string } };

const brokenOf = (findings: readonly Finding[], invariant: Invariant) => {
  const own = findings.filter((finding) => finding.invariant === invariant);
  return own.length === 0 ? "" : String(own.reduce((sum, { broken }) => sum + broken, 0));
};

function row({ fault, seconds, trial }: Played): string {
  const cells =
    "findings" in trial
      ? [`${trial.trials} ${trial.of}`, ...invariants.map((invariant) => brokenOf(trial.findings, invariant))]
      : ["skipped" in trial ? `skipped: ${trial.skipped}` : "ERROR", ...invariants.map(() => "")];
  return `| ${[fault.name, ...cells, Math.round(seconds)].join(" | ")} |`;
}

/** The table of a run in Markdown: broken promises by fault and invariant, empty where a fault does not look at one. */
export function tableOf(played: readonly Played[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "CPU"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  return [
    `${new Date().toISOString().slice(0, 10)}, ${machine}`,
    "",
    `| fault | trials | ${invariants.join(" | ")} | s |`,
    `|---|---|${invariants.map(() => "--:").join("|")}|--:|`,
    ...played.map(row),
  ].join("\n");
}

/** Each finding on a line of its own, as they are played; broken ones with an example. */
export function linesOf({ trial }: Played): string[] {
  if ("error" in trial) return [`BROKEN        ${trial.error}`];
  if ("skipped" in trial) return [`skipped       ${trial.skipped}`];
  return trial.findings.map(({ invariant, what, broken, example }) => {
    const verdict = broken === 0 ? "ok    " : "BROKEN";
    const shown = broken === 0 ? "" : `  e.g. ${JSON.stringify(example)}`;
    return `${verdict} ${String(broken).padStart(6)}  ${invariant === "other" ? "  " : invariant} ${what}${shown}`;
  });
}

/** Checks that held and that did not; an error counts as one that did not. */
export function tallyOf(played: readonly Played[]): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const { trial } of played) {
    if ("error" in trial) failed += 1;
    if (!("findings" in trial)) continue;
    const broken = trial.findings.filter((finding) => finding.broken > 0).length + (trial.trials === 0 ? 1 : 0);
    failed += broken;
    passed += trial.findings.length - trial.findings.filter((finding) => finding.broken > 0).length;
  }
  return { passed, failed };
}
