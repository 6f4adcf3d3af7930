/** Paths that are there for everybody who gets the mail, and the parts of lists, which are what they are. */
const ALWAYS_THERE = /^(item|props|incentive|journey)\b|^(unsubscribe_url|current_date|email|external_id|id)$/;

/** Whether a variable should have a word for people who have nothing there. */
export function mayBeEmpty(path: string): boolean {
  return !ALWAYS_THERE.test(path);
}
