import { splitMentions } from "@/lib/journey/mentions";

export type CommentPart =
  | { kind: "text"; text: string }
  | { kind: "link"; url: string }
  | { kind: "mention"; userId: string; name: string };

const LINK = /https?:\/\/[^\s<>"“”]+/gi;
/** Belongs to the sentence, not to the address at its end. */
const AFTER = /[.,;:!?'’)\]}]+$/;

/** A comment in pieces: addresses become links and references members; nothing else means anything. */
export function commentParts(text: string, mentions: readonly { user_id: string; name: string }[]): CommentPart[] {
  const names = new Map(mentions.map(({ user_id, name }) => [user_id, name]));
  return splitMentions(text).flatMap((piece) => {
    if (piece.kind === "text") return linkParts(piece.text);
    const name = names.get(piece.userId);
    return name === undefined
      ? [{ kind: "text" as const, text: `<@${piece.userId}>` }]
      : [{ kind: "mention" as const, userId: piece.userId, name }];
  });
}

function linkParts(text: string): CommentPart[] {
  const parts: CommentPart[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const url = found.replace(AFTER, "");
    if (!URL.canParse(url)) continue;
    if (index > done) parts.push({ kind: "text", text: text.slice(done, index) });
    parts.push({ kind: "link", url });
    done = index + url.length;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done) });
  return parts;
}
