import type { BlockOf, PlainBlock } from "./blocks/registry";
import type { EmailProblem } from "./check-email";
import { htmlProblems } from "./check-html";
import { urlProblems } from "./check-url";
import { inlinesOf } from "./inlines-of";
import { liquidProblems } from "./liquid-problems";
import type { RichBlock } from "./rich-text";
import { richTextError } from "./rich-text-liquid";

function linkProblems(blocks: RichBlock[]): EmailProblem[] {
  const hrefs = new Set<string>();
  for (const part of inlinesOf(blocks))
    for (const mark of part.marks ?? []) if (mark.type === "link") hrefs.add(mark.attrs.href);
  return [...hrefs].flatMap((href) => urlProblems(href, "content", "A link in this text", "link"));
}

/** What is wrong with one block by itself, its rules left out. */
export function blockProblems(block: PlainBlock): EmailProblem[] {
  switch (block.type) {
    case "heading":
      if (block.text.trim() === "")
        return [{ code: "empty", severity: "warning", message: "The heading is empty", field: "text" }];
      return liquidProblems(block.text, "text", "Heading");
    case "text": {
      const error = richTextError(block.content);
      const empty = [...inlinesOf(block.content.content)].length === 0;
      return [
        ...(error ? [{ code: "liquid", severity: "error" as const, message: `Text: ${error}`, field: "content" }] : []),
        ...(empty
          ? [{ code: "empty", severity: "warning" as const, message: "The text is empty", field: "content" }]
          : []),
        ...linkProblems(block.content.content),
      ];
    }
    case "image": {
      if (block.url.trim() === "")
        return [{ code: "image_missing", severity: "error", message: "The image has no address yet", field: "url" }];
      const alt: EmailProblem[] =
        !block.decorative && block.alt.trim() === ""
          ? [
              {
                code: "alt_missing",
                severity: "error",
                message: "Describe the image for people who do not see it, or say that it is only decoration",
                field: "alt",
              },
            ]
          : liquidProblems(block.alt, "alt", "Alternative text");
      const href = block.href.trim() === "" ? [] : urlProblems(block.href, "href", "The image's link", "link");
      return [...urlProblems(block.url, "url", "The image", "image"), ...alt, ...href];
    }
    case "button":
      return [
        ...(block.label.trim() === ""
          ? [{ code: "label_missing", severity: "error" as const, message: "The button says nothing", field: "label" }]
          : liquidProblems(block.label, "label", "Button")),
        ...urlProblems(block.href, "href", "The button", "link"),
      ];
    case "footer":
      return [
        ...liquidProblems(block.text, "text", "Footer"),
        ...(block.unsubscribe_label.trim() === ""
          ? [
              {
                code: "label_missing",
                severity: "error" as const,
                message: "The unsubscribe link says nothing",
                field: "unsubscribe_label",
              },
            ]
          : liquidProblems(block.unsubscribe_label, "unsubscribe_label", "Unsubscribe link")),
      ];
    case "list":
      return listProblems(block);
    case "html":
      return block.html.trim() === ""
        ? [{ code: "empty", severity: "warning", message: "The HTML block is empty", field: "html" }]
        : [...liquidProblems(block.html, "html", "HTML"), ...htmlProblems(block.html)];
    case "columns":
      return block.columns.every((column) => column.blocks.length === 0)
        ? [{ code: "empty", severity: "warning", message: "The columns are empty" }]
        : [];
    case "shared":
      return block.block_id === ""
        ? [
            {
              code: "shared_missing",
              severity: "error",
              message: "Choose which reusable block stands here",
              field: "block_id",
            },
          ]
        : [];
    case "divider":
    case "spacer":
      return [];
  }
}

function listProblems(block: BlockOf<"list">): EmailProblem[] {
  if (block.path === "")
    return [
      { code: "list_missing", severity: "error", message: "Say which list is shown, e.g. event.items", field: "path" },
    ];
  const lines = ["title", "detail", "aside", "total_label", "total", "empty", "image", "href"] as const;
  return lines.flatMap((field) => liquidProblems(block[field], field, `List, ${field.replace("_", " ")}`));
}
