"use client";

import { useQuery } from "@tanstack/react-query";
import { type ApiRequest, apiFetch } from "./api-client";
import { useWorkspace } from "./workspace-context";

type ResourceOptions = {
  query?: NonNullable<ApiRequest["query"]>;
  refetchMs?: number;
  enabled?: boolean;
  staleMs?: number;
};

/** One answer of the API, cached under [workspace, key, path, query]. */
export function useResource<T>(key: string, path: string, options: ResourceOptions = {}) {
  const { slug } = useWorkspace();
  const query = options.query ?? {};
  return useQuery({
    queryKey: [slug, key, path, query],
    queryFn: ({ signal }) => apiFetch<T>(path, { query, signal }),
    refetchInterval: options.refetchMs ?? false,
    enabled: options.enabled ?? true,
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
  });
}
