import { checkCondition } from "@/lib/journey/check-condition";
import type { Condition } from "@/lib/journey/condition";
import type { Block } from "./blocks/registry";
import type { EmailProblem } from "./check-email";
import type { EmailDocument } from "./document";

function* withRules(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.type === "columns") for (const column of block.columns) yield* withRules(column.blocks);
  }
}

const problemsOf = (what: string, condition: Condition, place: Pick<EmailProblem, "block_id" | "field">) =>
  checkCondition(condition).map(
    (message): EmailProblem => ({ code: "rule", severity: "error", message: `${what}: ${message}`, ...place }),
  );

/** Rules that say nothing yet, or can never hold: one without a line is for everybody, which nobody means. */
export function ruleProblems({ blocks, incentive }: EmailDocument): EmailProblem[] {
  const ofBlocks = [...withRules(blocks)].flatMap(({ id, when, variants = [] }) => [
    ...(when ? problemsOf("Who sees it", when, { block_id: id, field: "when" }) : []),
    ...variants.flatMap((one) =>
      problemsOf("Who gets this version", one.when, { block_id: one.block.id, field: "when" }),
    ),
  ]);
  const ofOffers = (incentive?.offers ?? []).flatMap(({ when }) =>
    when ? problemsOf("Who gets the offer", when, { field: "incentive" }) : [],
  );
  return [...ofBlocks, ...ofOffers];
}
