import { textBlock } from "./blocks/text/block";
import type { EmailDocument } from "./document";
import { richTextFromPlain } from "./short-form";

/** What a new template starts as: a mail that could be sent, so that nobody faces an empty page. */
export function startingDocument(kind: "email" | "block" = "email"): EmailDocument {
  if (kind === "block") return { v: 2, subject: "", preheader: "", blocks: [textBlock.create("text")] };
  return {
    v: 2,
    subject: 'Hello {{ first_name | default: "there" }}',
    preheader: "",
    blocks: [
      { id: "heading", type: "heading", level: 1, align: "left", text: 'Hi {{ first_name | default: "there" }},' },
      {
        id: "text",
        type: "text",
        align: "left",
        content: richTextFromPlain(
          "Say the one thing this mail is about in a sentence or two. People read the first lines and the button.",
        ),
      },
      {
        id: "button",
        type: "button",
        label: "Take a look",
        href: "https://example.com",
        align: "left",
        variant: "solid",
      },
      { id: "footer", type: "footer", text: "", unsubscribe_label: "Unsubscribe" },
    ],
  };
}
