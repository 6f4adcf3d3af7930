"use client";

import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Present } from "@/lib/api/schemas/presence";
import { useCanvasEnvironment } from "../canvas-context";

/** Other pages that have this journey open; with `node`, those whose settings of that step are. Undefined until it is known. */
export function useOthers(node?: string): readonly Present[] | undefined {
  const { counts } = useCanvasEnvironment();
  return useStore(
    counts,
    useShallow((state) =>
      state.present?.filter((one) => one.client !== state.client && (node === undefined || one.node === node)),
    ),
  );
}
