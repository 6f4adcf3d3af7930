"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/**
 * A choice kept in the address, so that a reload and a link keep it, without asking the server. The empty text removes it. Set by an answer
 * that comes when another page is open, it leaves that page where it is.
 */
export function useUrlState(name: string): [value: string, set: (value: string) => void] {
  const params = useSearchParams();
  const set = useCallback(
    (value: string) => {
      const next = new URLSearchParams(window.location.search);
      if (value === "") next.delete(name);
      else next.set(name, value);
      const { pathname } = window.location;
      window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
    },
    [name],
  );
  return [params.get(name) ?? "", set];
}
