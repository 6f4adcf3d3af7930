"use client";

import { useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { resourceKey } from "@/components/data/resource-key";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import type { List } from "@/lib/api/schemas/common";
import type { MemberResource } from "@/lib/api/schemas/workspace";
import { type Mentionable, mentionables } from "./mention-text";

const STALE_MS = 60_000;

/** Members that can be mentioned; undefined until they are known. `wanted`: only then are they asked for. */
export function useMentionables(wanted: boolean): readonly Mentionable[] | undefined {
  const members = useResource<List<MemberResource>>("members", "/members", { staleMs: STALE_MS, enabled: wanted });
  return members.data && mentionables(members.data.data);
}

/** Asks for the members where they are not known yet: a text with an "@" is not sent without. */
export function useReadMentionables(): () => Promise<readonly Mentionable[]> {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  return async () => {
    const members = await queries.ensureQueryData({
      queryKey: resourceKey(slug, "members", "/members"),
      queryFn: ({ signal }) => apiFetch<List<MemberResource>>("/members", { signal }),
    });
    return mentionables(members.data);
  };
}
