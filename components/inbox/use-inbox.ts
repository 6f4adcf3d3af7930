"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useUrlState } from "@/components/data/use-url-state";
import { useWorkspace } from "@/components/data/workspace-context";
import type { MessageResource } from "@/lib/api/schemas/message";

/** New messages show up by themselves this often. */
const REFRESH_MS = 4_000;

export type InboxFilters = { search: string; journey: string; status: string };
export type Inbox = ReturnType<typeof useInbox>;

/** The captured messages under the filters of the address, newest first. */
export function useInbox() {
  const { slug } = useWorkspace();
  const [search, setSearch] = useUrlState("search");
  const [journey, setJourney] = useUrlState("journey");
  const [status, setStatus] = useUrlState("status");
  const messages = useCursorList<MessageResource>("messages", "/messages", {
    query: { search, journey_id: journey, status },
    refetchMs: REFRESH_MS,
  });
  const params = useSearchParams().toString();
  const hrefOf = useCallback((id: string) => `/w/${slug}/inbox/${id}${params ? `?${params}` : ""}`, [slug, params]);
  const setFilter = (name: keyof InboxFilters, value: string) =>
    ({ search: setSearch, journey: setJourney, status: setStatus })[name](value);
  return { messages, filters: { search, journey, status }, setFilter, hrefOf };
}
