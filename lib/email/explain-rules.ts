import type { Condition } from "@/lib/journey/condition";
import { describeCondition } from "@/lib/journey/describe-condition";
import { describeSeen } from "@/lib/journey/describe-seen";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { Facts, Instant } from "@/lib/journey/facts";
import type { Names } from "@/lib/journey/names";
import type { Block } from "./blocks/registry";
import type { EmailDocument } from "./document";

/** What one person sees of a block with rules. `variant_id`: the form that is shown, null for the block itself. */
export type RuleOutcome = {
  block_id: string;
  outcome: "shown" | "hidden" | "variant";
  variant_id: string | null;
  because: string;
};

function* topLevel(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.type === "columns") for (const column of block.columns) yield* topLevel(column.blocks);
  }
}

/** Why each block with a rule is shown, hidden or shown in another form, in words: the rule, and what it saw. `facts` hold what the rules ask for. */
export function explainRules(document: EmailDocument, facts: Facts, now: Instant, names: Names): RuleOutcome[] {
  const decide = (condition: Condition) => {
    const evaluation = evaluateCondition(condition, facts, now);
    const decided = evaluation.kind === "decided";
    const seen = decided ? evaluation.seen.map((one) => describeSeen(one, names)).join(" · ") : "";
    const rule = describeCondition(condition, names);
    return { holds: decided && evaluation.result, rule, seen: seen === "" ? "" : ` (${seen})` };
  };
  const outcomes: RuleOutcome[] = [];
  for (const { id, when, variants = [] } of topLevel(document.blocks)) {
    if (!when && variants.length === 0) continue;
    const gate = when ? decide(when) : undefined;
    if (gate && !gate.holds) {
      const because = `only shown when ${gate.rule}${gate.seen}`;
      outcomes.push({ block_id: id, outcome: "hidden", variant_id: null, because });
      continue;
    }
    const tried = variants.map((variant) => ({ id: variant.block.id, ...decide(variant.when) }));
    const chosen = tried.find(({ holds }) => holds);
    if (chosen) {
      const because = `${chosen.rule}${chosen.seen}`;
      outcomes.push({ block_id: id, outcome: "variant", variant_id: chosen.id, because });
      continue;
    }
    const because = gate ? `${gate.rule}${gate.seen}` : `no variant matches${tried[0]?.seen ?? ""}`;
    outcomes.push({ block_id: id, outcome: "shown", variant_id: null, because });
  }
  return outcomes;
}
