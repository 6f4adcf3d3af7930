import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { handleApiRequest } from "@/app/api/v1/handle-api-request";
import { createQueryClient } from "@/components/data/create-query-client";
import { listKey, PAGE_ROWS, resourceKey, wholeListKey } from "@/components/data/resource-key";

/** What a page asks the API for first: as its useResource says it, as its useCursorList ("pages") or as its useAllPages ("whole"). */
export type Prefetch = {
  key: string;
  path: string;
  query?: Record<string, string | number>;
  list?: "pages" | "whole";
};

type PrefetchedProps = {
  workspace: string;
  reads: readonly Prefetch[];
  /** what is opened from another page asks by itself, while that page still stands */
  firstHtmlOnly?: boolean;
  children: ReactNode;
};

type Answer = { data?: unknown; next_cursor?: string | null };

/** A page is not kept waiting for an answer longer than this: the browser asks for it then. */
const WITHIN_MS = 400;

/**
 * A page with the answers that it begins with, so that its first paint shows them and not what is loading. They come from the API itself,
 * asked with the reader's own cookie. An answer that is refused or late is left to the browser, which shows why.
 */
export async function Prefetched(props: PrefetchedProps) {
  const { workspace, reads, firstHtmlOnly = false, children } = props;
  const sent = await headers();
  if (firstHtmlOnly && sent.get("sec-fetch-dest") === "empty") return children;
  const client = createQueryClient();
  const cookie = sent.get("cookie") ?? "";
  const asked = reads.map(async ({ key, path, query = {}, list }) => {
    const search = new URLSearchParams(list ? { limit: String(PAGE_ROWS) } : {});
    for (const [name, value] of Object.entries(query)) if (value !== "") search.set(name, String(value));
    const url = `http://localhost/api/v1${path}?${search}`;
    const answer = await handleApiRequest(new Request(url, { headers: { cookie, "x-sojourn-workspace": workspace } }));
    if (!answer.ok) return;
    const read: Answer = await answer.json();
    switch (list) {
      case undefined:
        client.setQueryData(resourceKey(workspace, key, path, query), read);
        return;
      case "pages":
        client.setQueryData(listKey(workspace, key, path, query), { pages: [read], pageParams: [null] });
        return;
      case "whole":
        // What is longer than a page is read by the browser: here it would keep the page waiting.
        if (read.next_cursor === null)
          client.setQueryData(wholeListKey(workspace, key, path), { data: read.data, complete: true });
    }
  });
  await Promise.race([Promise.all(asked), new Promise((resolve) => setTimeout(resolve, WITHIN_MS))]);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
