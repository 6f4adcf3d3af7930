"use client";

import type { ComponentProps } from "react";
import { useFocusNext } from "./use-focus-next";

/** A line of a list from which lines are taken out: whoever has done that by key goes on at the next one. */
export function Line(props: ComponentProps<"li">) {
  const line = useFocusNext<HTMLLIElement>();
  return <li ref={line} {...props} />;
}
