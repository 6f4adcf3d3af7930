"use client";

import { useQuery } from "@tanstack/react-query";
import { type ApiRequest, apiFetch } from "./api-client";
import { pollEvery } from "./poll-every";
import { resourceKey } from "./resource-key";
import { useWorkspace } from "./workspace-context";

type ResourceOptions<T> = {
  query?: NonNullable<ApiRequest["query"]>;
  /** a number, or what the last answer makes of it; false: not again */
  refetchMs?: number | ((data: T | undefined) => number | false);
  enabled?: boolean;
  staleMs?: number;
  /** asks again whenever a page opens it: `isFetchedAfterMount` says that the answer is not an earlier page's */
  fresh?: boolean;
};

/** One answer of the API, cached under [workspace, key, path, query]. */
export function useResource<T>(key: string, path: string, options: ResourceOptions<T> = {}) {
  const { slug } = useWorkspace();
  const query = options.query ?? {};
  return useQuery({
    queryKey: resourceKey(slug, key, path, query),
    queryFn: ({ signal }) => apiFetch<T>(path, { query, signal }),
    refetchInterval: pollEvery(options.refetchMs ?? false),
    enabled: options.enabled ?? true,
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.fresh ? { refetchOnMount: "always" as const } : {}),
  });
}
