/**
 * Names of one behaviour: what page() is stored as, and what lists of behaviour commonly call it. Either earns what the other is worth and
 * is quiet where the other is; an event has one name, so it counts once. Rules that name both mean both.
 */
export const otherNames: Readonly<Record<string, string>> = { page_visit: "page_viewed", page_viewed: "page_visit" };

/** What rules say of an event by its own name, else by the other one of the same behaviour. Own keys only. */
export function byEitherName<T>(rules: Readonly<Record<string, T>>, event: string): T | undefined {
  const other = Object.hasOwn(otherNames, event) ? otherNames[event] : undefined;
  if (Object.hasOwn(rules, event)) return rules[event];
  return other !== undefined && Object.hasOwn(rules, other) ? rules[other] : undefined;
}

/** Whether a list names an event, or the other name of the same behaviour. */
export function namesEither(list: readonly string[], event: string): boolean {
  return list.includes(event) || (Object.hasOwn(otherNames, event) && list.includes(otherNames[event] ?? event));
}
