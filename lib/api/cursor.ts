import * as z from "zod";

/**
 * A cursor is the sort key of the last row of a page, so that rows inserted meanwhile neither repeat nor hide others.
 * Opaque to clients: base64url of a JSON array of texts.
 */
export function encodeCursor(...key: string[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The sort key in a cursor; undefined when it is not one that encodeCursor made with this many parts. */
export function decodeCursor(cursor: string, parts: number): string[] | undefined {
  try {
    const parsed = z
      .array(z.string().max(300))
      .length(parts)
      .safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // not JSON: somebody made it up, which the caller answers with 422
  }
}

/** Page of a list that was read with one row more than asked for. `keyOf` gives a row's sort key. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => string[],
  toItem: (row: Row) => Item,
): { data: Item[]; next_cursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toItem),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(...keyOf(last)) : null,
  };
}
