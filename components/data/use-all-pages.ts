"use client";

import { useQuery } from "@tanstack/react-query";
import { readAllPages } from "./read-all-pages";
import { wholeListKey } from "./resource-key";
import { useWorkspace } from "./workspace-context";

const NOTHING: readonly never[] = [];

/** A whole list of the API, for choices and names. `ready` once all of it is here: only then is what it lacks not there. */
export function useAllPages<Item>(
  key: string,
  path: string,
  staleMs: number,
): { data: readonly Item[]; loading: boolean; ready: boolean } {
  const { slug } = useWorkspace();
  const { data, isPending } = useQuery({
    queryKey: wholeListKey(slug, key, path),
    queryFn: ({ signal }) => readAllPages<Item>(path, { signal }),
    staleTime: staleMs,
  });
  return { data: data?.data ?? NOTHING, loading: isPending, ready: data?.complete ?? false };
}
