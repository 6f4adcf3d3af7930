"use client";

import { useResource } from "@/components/data/use-resource";
import type { List } from "@/lib/api/schemas/common";
import type { CrmConnectionResource, CrmProperties } from "@/lib/api/schemas/crm-connection";

export const CRM_CONNECTIONS_KEY = "crm-connections";

/** The workspace's connected CRMs. */
export function useCrmConnections() {
  return useResource<List<CrmConnectionResource>>(CRM_CONNECTIONS_KEY, "/crm-connections", { staleMs: 60_000 });
}

/** The properties that contacts have in one of them, as it tells them; asked for once in five minutes. */
export function useCrmProperties(connectionId: string) {
  const answer = useResource<CrmProperties>("crm-properties", `/crm-connections/${connectionId}/properties`, {
    enabled: connectionId !== "",
    staleMs: 300_000,
  });
  return {
    data: answer.data?.data ?? [],
    loading: connectionId !== "" && answer.isPending,
    /** why there are none: names can be typed all the same */
    problem: answer.data?.problem ?? (answer.error ? "The list could not be read." : undefined),
  };
}
