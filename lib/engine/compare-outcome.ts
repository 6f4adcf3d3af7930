import type { Expectation } from "@/lib/journey/journey-test";
import type { Simulation } from "./simulation";

/** What really came of a case, in the words an expectation uses. */
export type CaseOutcome = {
  path: { node_id: string; port: string | null }[];
  messages: { node_id: string; subject: string | null }[];
  ended: Simulation["ended"];
  reason: string | null;
};

/** The first thing that is not as expected. `index`: place in the path or among the mails, from 0. */
export type Difference = {
  in: "path" | "messages" | "ended" | "reason";
  index: number | null;
  expected: string;
  actual: string;
};

type Step = { node_id: string; port?: string | null | undefined };

const NOTHING = "nothing more";

/** Compares what came of a case with what must: undefined when all is as expected, else the first difference. */
export function compareOutcome(expectation: Expectation, outcome: CaseOutcome): Difference | undefined {
  const { path, path_match, messages, ended, reason } = expectation;
  return (
    (path && (path_match === "exact" ? comparePath(path, outcome.path) : compareInOrder(path, outcome.path))) ??
    (messages && compareMessages(messages, outcome.messages)) ??
    (ended !== undefined && ended !== outcome.ended
      ? { in: "ended", index: null, expected: ended, actual: outcome.ended }
      : undefined) ??
    (reason !== undefined && reason !== outcome.reason
      ? { in: "reason", index: null, expected: reason, actual: outcome.reason ?? "no reason" }
      : undefined)
  );
}

const sameStep = (expected: Step, actual: Step) =>
  expected.node_id === actual.node_id && (expected.port === undefined || expected.port === actual.port);

function describeStep(step: Step | undefined): string {
  if (!step) return NOTHING;
  return step.port ? `${step.node_id} by “${step.port}”` : step.node_id;
}

function comparePath(expected: readonly Step[], actual: readonly Step[]): Difference | undefined {
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const [wanted, got] = [expected[index], actual[index]];
    if (wanted && got && sameStep(wanted, got)) continue;
    return { in: "path", index, expected: describeStep(wanted), actual: describeStep(got) };
  }
  return undefined;
}

function compareInOrder(expected: readonly Step[], actual: readonly Step[]): Difference | undefined {
  let place = 0;
  for (const [index, wanted] of expected.entries()) {
    const found = actual.findIndex((got, i) => i >= place && sameStep(wanted, got));
    if (found < 0) return { in: "path", index, expected: describeStep(wanted), actual: describeStep(actual[place]) };
    place = found + 1;
  }
  return undefined;
}

function compareMessages(
  expected: NonNullable<Expectation["messages"]>,
  actual: CaseOutcome["messages"],
): Difference | undefined {
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const [wanted, got] = [expected[index], actual[index]];
    const subject = got?.subject ?? "";
    if (
      wanted?.node_id === got?.node_id &&
      (wanted?.subject_contains === undefined || subject.includes(wanted.subject_contains))
    )
      continue;
    return {
      in: "messages",
      index,
      expected: wanted
        ? `${wanted.node_id}${wanted.subject_contains === undefined ? "" : ` with “${wanted.subject_contains}”`}`
        : NOTHING,
      actual: got ? `${got.node_id}${got.subject === null ? "" : ` with “${got.subject}”`}` : NOTHING,
    };
  }
  return undefined;
}
