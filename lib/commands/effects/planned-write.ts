import type { PlannedEffect } from "@/lib/engine/types";
import type { Effect } from "@/lib/journey/outcome";
import type { Walked } from "../walked";

/** An effect of one kind and whose walk it belongs to. */
export type PlannedWrite<Kind extends Effect["kind"]> = {
  walked: Walked;
  planned: Omit<PlannedEffect, "effect">;
  effect: Extract<Effect, { kind: Kind }>;
};

/** All effects of these kinds in a batch, in the order of the walks and of their steps. */
export function plannedWrites<Kind extends Effect["kind"]>(
  all: readonly Walked[],
  kinds: readonly Kind[],
): PlannedWrite<Kind>[] {
  const wanted = (effect: Effect): effect is Extract<Effect, { kind: Kind }> =>
    kinds.some((kind) => kind === effect.kind);
  return all.flatMap((walked) =>
    walked.walk.effects.flatMap(({ effect, ...planned }) => (wanted(effect) ? [{ walked, planned, effect }] : [])),
  );
}
