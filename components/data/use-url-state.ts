"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** A choice kept in the address, so that a reload and a link keep it, without asking the server. The empty text removes it. */
export function useUrlState(name: string): [value: string, set: (value: string) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const set = useCallback(
    (value: string) => {
      const next = new URLSearchParams(window.location.search);
      if (value === "") next.delete(name);
      else next.set(name, value);
      window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
    },
    [name, pathname],
  );
  return [params.get(name) ?? "", set];
}
