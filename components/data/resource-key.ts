import type { ApiRequest } from "./api-client";

type Query = NonNullable<ApiRequest["query"]>;

/** Rows in one page of a list, unless its query says otherwise. */
export const PAGE_ROWS = 50;

/** Under what an answer of the API is cached; `key` names the resource. */
export function resourceKey(workspace: string, key: string, path: string, query: Query = {}): readonly unknown[] {
  return [workspace, key, path, query];
}

/** As resourceKey for a list that is read page by page: the same address may be read as one answer elsewhere, in another shape. */
export function listKey(workspace: string, key: string, path: string, query: Query = {}): readonly unknown[] {
  return [...resourceKey(workspace, key, path, query), "pages"];
}

/** As resourceKey for a list that is read as a whole. */
export function wholeListKey(workspace: string, key: string, path: string): readonly unknown[] {
  return [workspace, key, path, "all"];
}
