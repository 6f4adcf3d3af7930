"use client";

import { useMemo } from "react";
import { scoreFields, subscriberFields } from "@/components/pickers/subscriber-fields";
import { useAttributes, useEventKinds } from "@/components/pickers/use-vocabulary";

const NOTHING: ReadonlySet<string> = new Set();

/** Every path that people or events of this workspace were seen to have; empty until that is known. */
export function useKnownPaths(): ReadonlySet<string> {
  const attributes = useAttributes();
  const kinds = useEventKinds();
  return useMemo(() => {
    if (!attributes.ready || !kinds.ready) return NOTHING;
    return new Set([
      ...subscriberFields.map(({ path }) => path),
      ...scoreFields.map(({ path }) => path),
      ...["id", "external_id", "tags"],
      ...attributes.data.map(({ path }) => path),
      ...kinds.data.flatMap(({ properties }) => Object.keys(properties).map((name) => `event.${name}`)),
    ]);
  }, [attributes, kinds]);
}
