import { isTrue } from "./naive-condition";
import { JUMP, type Person, type Run, type Says } from "./naive-run";
import type { SeededStep } from "./seeded-step";

function bestArm({ config }: Extract<SeededStep, { type: "best_match" }>, run: Run): string {
  const { arms, min } = config;
  const scored = arms.map(({ key, criteria }) => ({
    key,
    points: criteria.reduce((sum, { condition, points }) => sum + (isTrue(condition, run) ? points : 0), 0),
  }));
  const enough = scored.filter(({ points }) => (min === undefined ? points > 0 : points >= min));
  const most = Math.max(...enough.map(({ points }) => points));
  return enough.find(({ points }) => points === most)?.key ?? "else";
}

function dealtArm(step: Extract<SeededStep, { type: "split" }>, id: string, { journeyId, externalId, chance }: Person) {
  const seed = `${journeyId}:${id}:${externalId}`;
  const { arms, holdout = 0 } = step.config;
  if (chance(`holdout:${seed}`) < holdout / 100) return "holdout";
  const share = chance(seed) * arms.reduce((sum, arm) => sum + arm.weight, 0);
  const upTo = arms.map((_, i) => arms.slice(0, i + 1).reduce((sum, arm) => sum + arm.weight, 0));
  return arms[upTo.findIndex((limit) => share < limit)]?.key ?? "";
}

type ChoiceStep = Extract<
  SeededStep,
  { type: "branch" | "branch_multi" | "branch_score" | "split" | "best_match" | "go_to" | "segment_check" }
>;

/** The steps that choose a way. */
export function sayChoice(id: string, step: ChoiceStep, run: Run): Says {
  switch (step.type) {
    case "branch":
      return { go: isTrue(step.config.condition, run) ? "yes" : "no" };
    case "branch_multi":
      return { go: step.config.arms.find((arm) => isTrue(arm.condition, run))?.key ?? "else" };
    case "branch_score": {
      const score = run.attributes.get(step.config.score);
      const reached = step.config.thresholds.filter(({ min }) => typeof score === "number" && score >= min);
      return { go: reached.sort((a, b) => b.min - a.min)[0]?.key ?? "else" };
    }
    case "split":
      return { go: dealtArm(step, id, run.person) };
    case "best_match":
      return { go: bestArm(step, run) };
    case "segment_check":
      return { go: run.segments.has(step.config.segment_id) ? "yes" : "no" };
    case "go_to": {
      const { at_most } = step.config;
      const used = at_most !== undefined && (run.visits.get(id) ?? 0) > at_most;
      return used ? { go: "next", reason: "times_used_up" } : { go: JUMP };
    }
  }
}
