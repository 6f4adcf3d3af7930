"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

/** The address may name a place in the mail (`?block=`, `?field=`), as a problem told elsewhere does: the editor opens there, once. */
export function useLinkedPlace(go: (place: { block_id?: string; field?: string }) => void): void {
  const params = useSearchParams();
  const [block, field] = [params.get("block"), params.get("field")];
  const gone = useRef<string>(undefined);
  useEffect(() => {
    const address = `${block} ${field}`;
    if ((block === null && field === null) || gone.current === address) return;
    gone.current = address;
    go({ ...(block === null ? {} : { block_id: block }), ...(field === null ? {} : { field }) });
  }, [block, field, go]);
}
