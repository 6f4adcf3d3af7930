/** Members in a comment's text stand as <@id>, so that they keep their name whatever they are called later. */
const MENTION = /<@([A-Za-z0-9_-]{1,64})>/g;

/** The ids of the members that a text mentions, each once. */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].flatMap(([, id]) => (id === undefined ? [] : [id])))];
}

/** The text in pieces: words as they are, and members. */
export function splitMentions(text: string): ({ kind: "text"; text: string } | { kind: "mention"; userId: string })[] {
  return text
    .split(MENTION)
    .map((piece, place) =>
      place % 2 === 0 ? { kind: "text" as const, text: piece } : { kind: "mention" as const, userId: piece },
    )
    .filter((piece) => piece.kind === "mention" || piece.text !== "");
}

/** The text as people read it: "@Ada Lovelace". `nameOf` is asked for each id. */
export function readableText(text: string, nameOf: (userId: string) => string): string {
  return text.replaceAll(MENTION, (_all, id: string) => `@${nameOf(id)}`);
}
