import type { ReactNode } from "react";
import type { CommentResource } from "@/lib/api/schemas/comment";
import { type CommentPart, commentParts } from "./comment-parts";

/** What a comment says: text as it was typed, addresses as links, members by name. */
export function CommentText({ comment }: { comment: CommentResource }) {
  const parts = commentParts(comment.text, comment.mentions);
  return (
    <p className="whitespace-pre-wrap text-[0.8125rem] leading-relaxed [overflow-wrap:anywhere]">
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place in it
        <Part key={place} part={part} />
      ))}
    </p>
  );
}

function Part({ part }: { part: CommentPart }): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "link":
      return (
        <a
          href={part.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-primary-text underline underline-offset-2"
        >
          {part.url}
        </a>
      );
    case "mention":
      return <span className="rounded bg-primary-soft px-1 font-medium text-primary-text">@{part.name}</span>;
  }
}
