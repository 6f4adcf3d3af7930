"use client";

import { useMemo, useState } from "react";
import { useCursorList } from "@/components/data/use-cursor-list";
import type { JourneyPerson } from "@/lib/api/schemas/journey";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";

/** Whom a mail is looked at for: everybody, a segment, or who is inside a journey. */
export type PreviewAudience = { segment_id?: string; journey_id?: string };

/** The people of an audience one after another, newest first; more are read as one gets near the end. */
export function usePreviewPeople(audience: PreviewAudience, person: string | undefined) {
  const { segment_id, journey_id } = audience;
  const subscribers = useCursorList<SubscriberResource>("subscribers", "/subscribers", {
    query: { limit: 50, ...(segment_id ? { segment_id } : {}) },
    enabled: journey_id === undefined,
  });
  const inside = useCursorList<JourneyPerson>("journey-people", `/journeys/${journey_id ?? ""}/people`, {
    query: { limit: 50, state: "active" },
    enabled: journey_id !== undefined,
  });
  const list = journey_id === undefined ? subscribers : inside;
  const ids = useMemo(
    () => [...new Set(list.items.map(({ external_id }) => external_id).filter((id) => id !== ""))],
    [list.items],
  );
  // a step beyond what is read so far: taken when the next page is there
  const [waiting, setWaiting] = useState(false);
  const at = person === undefined ? -1 : ids.indexOf(person);
  return {
    ids,
    at,
    loading: list.isFetching,
    empty: list.isSuccess && ids.length === 0,
    more: list.hasNextPage,
    waiting,
    /** the external id one step on or back; undefined: there is none (yet) */
    step: async (by: 1 | -1): Promise<string | undefined> => {
      const next = ids[at + by];
      if (next !== undefined || by === -1 || !list.hasNextPage) return next;
      setWaiting(true);
      const page = await list.fetchNextPage();
      setWaiting(false);
      const last = page.data?.pages.at(-1)?.data[0];
      return last?.external_id;
    },
  };
}
