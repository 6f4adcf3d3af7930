"use client";

import { useState } from "react";
import { useDebounced } from "./use-debounced";

const PAUSE_MS = 200;

/**
 * A search that the server answers: `asked` is what it is asked for, a moment after the last key. `waiting` until then: what is listed was
 * asked for before the last letters, and Enter must not take it.
 */
export function useServerSearch() {
  const [search, setSearch] = useState("");
  const asked = useDebounced(search, PAUSE_MS);
  return { search, setSearch, asked, waiting: asked !== search };
}
