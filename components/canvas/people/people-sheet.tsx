"use client";

import { late } from "@/components/ui/late";
import { useCanvas } from "../canvas-context";

const PeopleAtStep = late(() => import("./people-at-step").then((m) => m.PeopleAtStep));

/** The people behind a step's numbers, while somebody looks at them. */
export function PeopleSheet() {
  const people = useCanvas((s) => s.people);
  return people ? <PeopleAtStep key={people.node} node={people.node} first={people.at} /> : null;
}
