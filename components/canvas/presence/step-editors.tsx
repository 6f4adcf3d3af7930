"use client";

import { Avatar } from "@/components/ui/avatar";
import { stepPartId } from "../step-part-id";
import { useOthers } from "./use-others";

/** On a card: who else has its settings open. */
export function StepEditors({ node }: { node: string }) {
  const [first, ...more] = useOthers(node) ?? [];
  if (!first) return null;
  const names = [first, ...more].map(({ name }) => name).join(", ");
  return (
    <span title={`${names}: editing this step`} className="-top-2.5 absolute right-8 z-1 flex">
      <span id={stepPartId("editors", node)} className="sr-only">
        {names} editing this step
      </span>
      <Avatar name={first.name} className="size-5 text-[0.5625rem] ring-2 ring-card" />
    </span>
  );
}
