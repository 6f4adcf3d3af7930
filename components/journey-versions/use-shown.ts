"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readShown, type Shown, writeShown } from "./side";
import { versionSwitchId } from "./version-switch-id";

/** Which state of the journey the canvas shows, kept in the address. */
export function useShown(): [shown: Shown, show: (shown: Shown) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const [version, compare] = [params.get("version"), params.get("compare")];
  const shown = useMemo(() => readShown(version, compare), [version, compare]);
  const show = useCallback(
    (next: Shown) => {
      const address = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(writeShown(next)))
        if (value === "") address.delete(name);
        else address.set(name, value);
      for (const other of ["view", "node"]) address.delete(other);
      // What was pressed to leave a version or a comparison goes with it.
      if (next.kind === "draft") document.getElementById(versionSwitchId)?.focus({ preventScroll: true });
      router.push(address.size > 0 ? `${pathname}?${address}` : pathname, { scroll: false });
    },
    [pathname, router],
  );
  return [shown, show];
}
