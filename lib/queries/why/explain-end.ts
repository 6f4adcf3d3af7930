import type { Why } from "@/lib/api/schemas/why";
import { answerOf, evidence, stepWords, type WhyRun } from "./why-case";

/** Where a run stands or how it ended, as the reason why nothing more came of it. `who` is what the person is called. */
export function explainEnd(run: WhyRun, who: string, got: boolean): Why {
  const last = run.visits.at(-1);
  const node_id = last?.node_id ?? null;
  const where = last ? stepWords(run, last.node_id) : "the start";
  const about = { node_id, at: run.ended_at, evidence: last ? [lastDecision(run)] : [] };
  if (run.state === "active") {
    if (!last)
      return answerOf(run, { got, code: "starting", sentence: `${who} has just entered.`, at: run.entered_at });
    const sentence = run.paused
      ? `${who} stands at ${where}; the journey is paused, so nobody moves.`
      : `${who} is still waiting at ${where}${run.due_at ? "" : ", without a time limit"}.`;
    return answerOf(run, { ...about, got, code: "waiting", sentence, at: last.entered_at, until: run.due_at });
  }
  if (run.state === "failed") {
    const sentence = `A step failed for ${who} at or after ${where}: they are set aside there until somebody lets them go on.`;
    const error = run.error ?? last?.reason ?? "";
    return answerOf(run, { ...about, got, code: "quarantined", sentence, evidence: [evidence(error, run.ended_at)] });
  }
  const reason = run.end_reason ?? "";
  if (reason === "exit_when")
    return answerOf(run, { ...about, got, code: "exit_rule", sentence: `The exit rule took ${who} out at ${where}.` });
  if (reason === "goal_reached" || last?.reason === "goal_reached")
    return answerOf(run, { ...about, got, code: "goal", sentence: `${who} reached the goal, and the run ended.` });
  return answerOf(run, { ...about, got, code: "ended", sentence: endSentence(who, where, reason) });
}

function endSentence(who: string, where: string, reason: string): string {
  switch (reason) {
    case "end_of_path":
      return `The path that ${who} took ends at ${where}.`;
    case "max_time":
      return `The journey's maximum time was over when ${who} stood at ${where}.`;
    case "goal_not_reached":
      return `${who} did not reach the goal in time; the run ended at ${where}.`;
    case "journey_archived":
      return `The journey was archived while ${who} stood at ${where}.`;
    case "parent_left":
      return `The journey that ran this one for ${who} was over for them, so it ended at ${where}.`;
    case "manual_exit":
    case "taken out by hand":
      return `Somebody took ${who} out by hand at ${where}.`;
    default:
      return `The run of ${who} ended at ${where}: ${reason.replaceAll("_", " ")}.`;
  }
}

/** The last thing that the run's log says. */
export function lastDecision(run: WhyRun) {
  const last = run.visits.at(-1);
  return evidence(
    last ? `${stepWords(run, last.node_id)}: ${last.decision ?? last.outcome}` : "entered",
    last?.left_at ?? last?.entered_at ?? run.entered_at,
    { kind: "enrollment", id: run.id },
  );
}
