/**
 * Named places where a fault test ends the process: `FAULT=before_commit` at the first pass, `FAULT=before_commit:7` at the
 * seventh. SIGKILL to itself, so nothing gets a chance to clean up; `FAULT=before_commit:7:STOP` suspends it instead (SIGSTOP), until
 * somebody sends SIGCONT. Without FAULT it costs one comparison.
 */
export type FaultPoint =
  | "after_claim"
  | "after_walk"
  | "before_commit"
  | "after_commit"
  | "before_rearm"
  | "before_claim_commit"
  | "before_handover"
  | "after_handover"
  | "before_result_commit"
  | "after_result_commit"
  | "mid_ingest_before_commit"
  | "after_ingest_commit"
  | "during_compact";

const [armed, nth, how] = (process.env.FAULT ?? "").split(":");
let passesLeft = Number(nth ?? 1);

export function faultPoint(name: FaultPoint): void {
  if (armed !== name) return;
  passesLeft -= 1;
  if (passesLeft === 0) process.kill(process.pid, how === "STOP" ? "SIGSTOP" : "SIGKILL");
}
