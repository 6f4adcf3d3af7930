import type { Expectation } from "@/lib/journey/journey-test";
import type { CaseOutcome } from "./compare-outcome";

/** Somebody who goes round a loop for ever has a path that nobody would read. */
const EXPECTED_MAX = 1_000;

/** What must come of a case, taken from what did. A path or list of mails beyond a thousand is left out. */
export function expectationFrom({ path, messages, ended, reason }: CaseOutcome): Expectation {
  return {
    ...(path.length <= EXPECTED_MAX
      ? { path: path.map(({ node_id, port }) => ({ node_id, ...(port === null ? {} : { port }) })) }
      : {}),
    path_match: "exact",
    ...(messages.length <= EXPECTED_MAX
      ? {
          messages: messages.map(({ node_id, subject }) => ({
            node_id,
            ...(subject ? { subject_contains: subject } : {}),
          })),
        }
      : {}),
    ended,
    ...(reason === null ? {} : { reason }),
  };
}
