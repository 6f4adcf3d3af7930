/** Why somebody whom a trigger named was not let in. Kept in entry_refusals. */
export type RefusalReason =
  /** the trigger's own rules */
  | "trigger_filter"
  /** the journey's settings: re-entry, eligibility, consent */
  | "reentry"
  | "not_eligible"
  | "no_consent"
  /** the trigger's limits: allowed hours and days, cool-down, entries of this person, entries of everybody */
  | "outside_hours"
  | "cooling_down"
  | "person_limit"
  | "total_limit"
  /** runs set each other off without time between, too many in a row */
  | "chain_too_long"
  /** a pattern or a date came true while the journey was paused */
  | "paused";

const sentences: Record<RefusalReason, string> = {
  trigger_filter: "The trigger’s rules do not hold for the person.",
  reentry: "The person is in the journey already, or may not enter it again yet.",
  not_eligible: "The person does not meet the journey’s eligibility rules.",
  no_consent: "The person has unsubscribed, or their address is suppressed.",
  outside_hours: "The trigger lets nobody in at this time.",
  cooling_down: "The trigger’s pause between two entries of the person is not over.",
  person_limit: "The trigger has let the person in as often as it may.",
  total_limit: "The trigger has let in as many people as it may.",
  chain_too_long:
    "Journeys set each other off for the person, one straight after the other, more often than anybody means.",
  paused: "The journey was paused at that time.",
};

/** Why somebody was not let in, for people to read. */
export function refusalSentence(reason: RefusalReason): string {
  return sentences[reason];
}
