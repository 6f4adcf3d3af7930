"use client";

import type { ComponentType } from "react";
import { lateCode } from "./late-code";

/**
 * A component whose code the first load of a page goes without: fetched at the first touch of the page, or when it is shown, whatever
 * comes first. Once its code is there it renders at once; until then `Meanwhile` stands in its place.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): ComponentType<Props> {
  const useCode = lateCode(async () => ({ Loaded: await load() }));
  return function Late(props: Props) {
    const code = useCode(true);
    if (code) return <code.Loaded {...props} />;
    return Meanwhile ? <Meanwhile {...props} /> : null;
  };
}
