import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { type FactRequest, type Facts, type Instant, STANDING, STANDING_KEY } from "@/lib/journey/facts";
import { asksStanding } from "./asks-standing";
import type { CompiledEmail } from "./compiled-email";
import { incentiveNeeds } from "./compute-incentive";
import { mailFor } from "./mail-for";

/**
 * What must be fetched before this person's mail can be filled: history, segments and engagement that its rules ask for. One round is enough: a rule asks
 * for everything it may look at.
 */
export function factsNeeded(compiled: CompiledEmail, facts: Facts, now: Instant): FactRequest[] {
  const { conditions = [] } = mailFor(compiled, facts.subscriber.locale);
  const ofRules = conditions.flatMap((condition) => {
    const evaluation = evaluateCondition(condition, facts, now);
    return evaluation.kind === "needs" ? evaluation.facts : [];
  });
  const needed = asksStanding(compiled) && !facts.fetched.has(STANDING_KEY) ? [...ofRules, STANDING] : ofRules;
  return compiled.incentive ? [...needed, ...incentiveNeeds(compiled.incentive, facts, now)] : needed;
}
