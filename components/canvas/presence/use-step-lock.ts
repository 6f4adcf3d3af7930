"use client";

import { useState } from "react";
import { useOthers } from "./use-others";

/**
 * Whether somebody else was editing this step already when its settings were opened here: then they are shown and not changed, until
 * that person leaves the step or `takeOver` says so. Whoever was first is never locked. One mount is one opening.
 */
export function useStepLock(node: string): { by: string | undefined; takeOver: () => void } {
  const others = useOthers(node);
  const [first, setFirst] = useState<readonly string[]>();
  const [taken, setTaken] = useState(false);
  if (first === undefined && others !== undefined) setFirst(others.map(({ client }) => client));
  const holder = others?.find(({ client }) => first?.includes(client));
  return { by: taken ? undefined : holder?.name, takeOver: () => setTaken(true) };
}
