"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { type ApiRequest, apiFetch } from "./api-client";
import { pollEvery } from "./poll-every";
import { listKey, PAGE_ROWS } from "./resource-key";
import { useWorkspace } from "./workspace-context";

export type CursorPage<T> = { data: T[]; next_cursor: string | null };

type CursorListOptions = { query?: NonNullable<ApiRequest["query"]>; refetchMs?: number; enabled?: boolean };

/** A list of the API read page by page: `items` are all rows so far. `key` names the resource in the cache. */
export function useCursorList<T>(key: string, path: string, options: CursorListOptions = {}) {
  const { slug } = useWorkspace();
  const query = options.query ?? {};
  const result = useInfiniteQuery({
    queryKey: listKey(slug, key, path, query),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<CursorPage<T>>(path, { query: { limit: PAGE_ROWS, ...query, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: pollEvery(options.refetchMs ?? false),
    enabled: options.enabled ?? true,
  });
  return { ...result, items: result.data?.pages.flatMap((page) => page.data) ?? [] };
}
