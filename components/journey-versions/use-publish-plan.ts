"use client";

import { useState } from "react";
import { useResource } from "@/components/data/use-resource";
import type { PublishRequest } from "@/lib/api/schemas/journey";
import type { GuardedPlan, PublishPlan } from "@/lib/api/schemas/journey-versions";

export type PlanPlace = PublishPlan["places"][number];
/** "stay", "leave", or "to:" and a step of the draft */
export type PlaceChoice = string;

export const placeKey = ({ version, node_id }: PlanPlace) => `${version} ${node_id}`;

/** People come and go while somebody decides: this many more than were seen may be there. */
const slackOf = (people: number) => Math.max(10, Math.ceil(people / 10));

function stepOf(place: PlanPlace, choice: PlaceChoice): GuardedPlan["steps"][number] {
  const { version, node_id, people } = place;
  const at = { version, node_id, people_max: people + slackOf(people) };
  if (choice === "stay" || choice === "leave") return { ...at, action: choice };
  return { ...at, action: "move", to: choice.slice("to:".length) };
}

/**
 * Who is inside, held against the saved draft, and what the author chooses for them. `enabled`: once the draft has been saved. Without a
 * choice everybody finishes on the version they entered.
 */
export function usePublishPlan(journeyId: string, enabled: boolean) {
  const plan = useResource<PublishPlan>("publish-plan", `/journeys/${journeyId}/publish-plan`, { enabled, staleMs: 0 });
  const [unaffected, setUnaffected] = useState<GuardedPlan["unaffected"]>("stay");
  const [choices, setChoices] = useState<ReadonlyMap<string, PlaceChoice>>(new Map());
  const affected = (plan.data?.places ?? []).filter(({ fate }) => fate !== "unaffected");
  const steps = affected.flatMap((place) => {
    const choice = choices.get(placeKey(place)) ?? "stay";
    return choice === "stay" ? [] : [stepOf(place, choice)];
  });
  const decided = steps.length > 0 || unaffected === "move";
  const request: Pick<PublishRequest, "revision" | "migration"> = {
    ...(plan.data ? { revision: plan.data.revision } : {}),
    ...(decided ? { migration: { unaffected, steps } } : {}),
  };
  return {
    plan,
    affected,
    unaffected,
    setUnaffected,
    choiceOf: (place: PlanPlace) => choices.get(placeKey(place)) ?? "stay",
    choose: (place: PlanPlace, choice: PlaceChoice) => setChoices(new Map(choices).set(placeKey(place), choice)),
    request,
  };
}
