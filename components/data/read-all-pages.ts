import { type ApiRequest, apiFetch } from "./api-client";

const PAGE = 200;
/** Ten thousand of something are read by nobody. */
const PAGES_MAX = 50;

/** Every page of a list of the API as one. `complete` is false when there are more than can be read. */
export async function readAllPages<Item>(
  path: string,
  request: Pick<ApiRequest, "query" | "signal"> = {},
): Promise<{ data: Item[]; complete: boolean }> {
  const data: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query = { limit: PAGE, ...request.query, cursor };
    const answer = await apiFetch<{ data: Item[]; next_cursor: string | null }>(path, { ...request, query });
    data.push(...answer.data);
    if (answer.next_cursor === null) return { data, complete: true };
    cursor = answer.next_cursor;
  }
  return { data, complete: false };
}
