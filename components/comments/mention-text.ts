import { readableText } from "@/lib/journey/mentions";

/** A member as they are written in a text: `@label`. */
export type Mentionable = { id: string; label: string; email: string };

/** Members with a label each: their name, and their address besides where two have the same. */
export function mentionables(members: readonly { user_id: string; name: string; email: string }[]): Mentionable[] {
  const called = Map.groupBy(members, ({ name, email }) => name || email);
  return members.map(({ user_id, name, email }) => {
    const own = name || email;
    return { id: user_id, email, label: (called.get(own)?.length ?? 0) > 1 ? `${own} (${email})` : own };
  });
}

/** Whoever was mentioned and is no member any more is still called by their name. */
export function withFormer(
  members: readonly Mentionable[],
  mentions: readonly { user_id: string; name: string }[],
): readonly Mentionable[] {
  const known = new Set(members.map(({ id }) => id));
  const former = mentions.filter(({ user_id }) => !known.has(user_id));
  return [...members, ...former.map(({ user_id, name }) => ({ id: user_id, label: name, email: "" }))];
}

/** Not the "@" of an address. */
const AT = /(?<![\p{L}\p{N}_])@/gu;
const GOES_ON = /^[\p{L}\p{N}_]/u;

/** What was typed as it is stored: every "@label" becomes a reference. The longest label counts, and a name has to end where it ends. */
export function toStored(typed: string, people: readonly Mentionable[]): string {
  const byLength = [...people].sort((a, b) => b.label.length - a.label.length);
  let stored = "";
  let done = 0;
  for (const { index } of typed.matchAll(AT)) {
    const rest = typed.slice(index + 1);
    const found = byLength.find(({ label }) => rest.startsWith(label) && !GOES_ON.test(rest.slice(label.length)));
    if (!found || index < done) continue;
    stored += `${typed.slice(done, index)}<@${found.id}>`;
    done = index + 1 + found.label.length;
  }
  return stored + typed.slice(done);
}

/** What is stored as it is typed. */
export function toTyped(stored: string, people: readonly Mentionable[]): string {
  const labels = new Map(people.map(({ id, label }) => [id, label]));
  return readableText(stored, (id) => labels.get(id) ?? id);
}

/** Names have a space or two in them. */
const QUERY = /(?:^|[\s([{"“'])@((?:[^\s@]+ ?){0,3})$/;

/** The beginning of a name that is being typed after "@", and where the "@" stands. */
export function mentionQuery(beforeCaret: string): { from: number; words: string } | undefined {
  const words = QUERY.exec(beforeCaret)?.[1];
  return words === undefined ? undefined : { from: beforeCaret.length - words.length - 1, words };
}

/** Those whose name, a word of it or address begins with the words. */
export function findMentionables(people: readonly Mentionable[], words: string): Mentionable[] {
  const wanted = words.toLowerCase();
  return people.filter(({ label, email }) =>
    [label, ...label.split(/\s+/), email].some((part) => part.toLowerCase().startsWith(wanted)),
  );
}
