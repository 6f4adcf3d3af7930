import type { ReactNode } from "react";
import type { Inline, Mark, RichBlock } from "@/lib/email/rich-text";
import { StillChip } from "./still-chip";

/** Rich text drawn with the elements that its text engine will use, so that nothing moves when it comes. */
export function StillText({ content }: { content: readonly RichBlock[] }) {
  // biome-ignore-start lint/suspicious/noArrayIndexKey: parts of a text have no names, and nothing of theirs is kept
  return content.map((block, index) => {
    if (block.type === "paragraph") return <p key={index}>{block.content?.map(drawInline) ?? <br />}</p>;
    const items = block.content.map((item, at) => (
      <li key={at}>
        <StillText content={item.content} />
      </li>
    ));
    return block.type === "bulletList" ? (
      <ul key={index}>{items}</ul>
    ) : (
      <ol key={index} start={block.attrs?.start ?? 1}>
        {items}
      </ol>
    );
  });
  // biome-ignore-end lint/suspicious/noArrayIndexKey: parts of a text have no names, and nothing of theirs is kept
}

function drawInline(part: Inline, index: number): ReactNode {
  switch (part.type) {
    case "hardBreak":
      return <br key={index} />;
    case "text":
      return <span key={index}>{marked(part.text, part.marks)}</span>;
    case "variable":
      return <span key={index}>{marked(<StillChip {...part.attrs} />, part.marks)}</span>;
  }
}

function marked(words: ReactNode, marks: readonly Mark[] = []): ReactNode {
  let inside = words;
  for (const mark of marks.toReversed()) inside = markedOnce(inside, mark);
  return inside;
}

function markedOnce(inside: ReactNode, { type }: Mark): ReactNode {
  switch (type) {
    case "bold":
      return <strong>{inside}</strong>;
    case "italic":
      return <em>{inside}</em>;
    case "underline":
      return <u>{inside}</u>;
    case "link":
      return <span className="mail-link">{inside}</span>;
  }
}
