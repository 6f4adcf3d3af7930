import type { Simulation } from "@/lib/engine/simulation";
import type { Instant } from "@/lib/journey/facts";
import type { WalkStep } from "@/lib/journey/outcome";
import type { NaiveRun } from "./naive-run";

/** A run as every way of walking it can tell it, up to an instant: where the person went and how they left, their mails, the end. */
export type ToldRun = { path: string[]; messages: string[]; end: string };

type End = { state: string; reason: string | null | undefined; at: Instant } | undefined;

function tell(
  visits: readonly { node: string; at: Instant; left: Instant | undefined; by: string; reason: string }[],
  messages: readonly { node: string; at: Instant }[],
  end: End,
  until: Instant,
): ToldRun {
  return {
    path: visits
      .filter(({ at }) => at <= until)
      .map(({ node, left, by, reason }) =>
        left === undefined || left > until ? `${node} waits` : [node, by, reason].filter(Boolean).join(" "),
      ),
    messages: messages.filter(({ at }) => at <= until).map(({ node }) => node),
    end: end && end.at <= until ? `${end.state} ${end.reason ?? ""}` : "waiting",
  };
}

export const tellNaive = (run: NaiveRun, until: Instant): ToldRun => tell(run.visits, run.messages, run.end, until);

/** Steps of one run as the engine logs them: a visit that waited comes twice, the later line holds how it ended. */
export function tellSteps(
  steps: readonly WalkStep[],
  messages: readonly { node: string; at: Instant }[],
  end: End,
  until: Instant,
): ToldRun {
  const last = new Map<number, WalkStep>();
  for (const step of steps) last.set(step.visit, step);
  const visits = [...last.values()].map(({ node, entered_at, left_at, port, outcome, reason }) => ({
    node,
    at: entered_at,
    left: left_at,
    by: port ?? outcome,
    reason: reason ?? "",
  }));
  return tell(visits, messages, end, until);
}

export function tellSimulation({ visits, messages, ended, reason, at }: Simulation, until: Instant): ToldRun {
  return tellSteps(
    visits,
    messages.map(({ node_id, at: sentAt }) => ({ node: node_id, at: sentAt })),
    ended === "waiting" ? undefined : { state: ended, reason, at },
    until,
  );
}
