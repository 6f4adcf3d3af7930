/**
 * What an item of a list is known by when two versions of the list are compared: its id, its name, or where an edge leaves. Undefined: by its
 * place.
 */
export function listItemKey(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return undefined;
  const { id, name, from, port, key } = item as Record<string, unknown>;
  if (typeof id === "string") return id;
  if (typeof from === "string" && typeof port === "string") return `${from} ${port}`;
  if (typeof name === "string") return name;
  return typeof key === "string" ? key : undefined;
}

/** The items by their keys; undefined when some have none, or two the same. */
export function keyedItems<Item>(items: readonly Item[], of: (item: Item) => unknown): Map<string, Item> | undefined {
  const keyed = new Map<string, Item>();
  for (const item of items) {
    const key = listItemKey(of(item));
    if (key === undefined || keyed.has(key)) return undefined;
    keyed.set(key, item);
  }
  return keyed;
}
