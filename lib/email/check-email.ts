import type { BlockOf, PlainBlock } from "./blocks/registry";
import type { Brand } from "./brand";
import { contrastProblems } from "./check-contrast";
import { translationProblems } from "./check-translations";
import { urlProblems } from "./check-url";
import { wordProblems } from "./check-words";
import type { EmailDocument } from "./document";
import { liquidError } from "./liquid/liquid-error";
import { mayBeEmpty } from "./may-be-empty";
import type { Inline, RichBlock } from "./rich-text";
import { richTextError } from "./rich-text-liquid";
import { variablePlaces } from "./variable-places";
import { allBlocks } from "./walk-blocks";

/** Something an author should look at. `block_id` and `field` say where; both absent: the mail as a whole. */
export type EmailProblem = {
  code: string;
  severity: "error" | "warning";
  message: string;
  block_id?: string;
  field?: string;
};

function liquidProblems(value: string, field: string, what: string): EmailProblem[] {
  const error = liquidError(value);
  return error ? [{ code: "liquid", severity: "error", message: `${what}: ${error}`, field }] : [];
}

function* inlines(blocks: RichBlock[]): Generator<Inline> {
  for (const block of blocks) {
    if (block.type === "paragraph") yield* block.content ?? [];
    else for (const item of block.content) yield* inlines(item.content);
  }
}

function linkProblems(blocks: RichBlock[]): EmailProblem[] {
  const hrefs = new Set<string>();
  for (const part of inlines(blocks))
    for (const mark of part.marks ?? []) if (mark.type === "link") hrefs.add(mark.attrs.href);
  return [...hrefs].flatMap((href) => urlProblems(href, "content", "A link in this text", "link"));
}

/** `{{ path }}` with nothing behind it: a hole in the mail of whoever has nothing there. */
const BARE = /\{\{-?\s*([A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*-?\}\}/g;
function bareVariables(text: string): string[] {
  return [...text.matchAll(BARE)].map((match) => match[1] ?? "").filter(mayBeEmpty);
}

/** Variables without a word for people who have nothing there, once each. */
function fallbackProblems(block: PlainBlock): EmailProblem[] {
  const found = new Map<string, string>();
  const take = (field: string, paths: string[]) => {
    for (const path of paths) if (!found.has(path)) found.set(path, field);
  };
  if (block.type === "heading" || block.type === "footer") take("text", bareVariables(block.text));
  if (block.type === "button") take("label", bareVariables(block.label));
  if (block.type === "text")
    for (const part of inlines(block.content.content)) {
      if (part.type === "text") take("content", bareVariables(part.text));
      else if (part.type === "variable" && part.attrs.fallback === "" && mayBeEmpty(part.attrs.path))
        take("content", [part.attrs.path]);
    }
  return [...found].map(([path, field]) => ({
    code: "fallback_missing",
    severity: "warning",
    message: `“${path}” has no word for people who have nothing there`,
    field,
  }));
}

function blockProblems(block: PlainBlock): EmailProblem[] {
  switch (block.type) {
    case "heading":
      if (block.text.trim() === "")
        return [{ code: "empty", severity: "warning", message: "The heading is empty", field: "text" }];
      return liquidProblems(block.text, "text", "Heading");
    case "text": {
      const error = richTextError(block.content);
      const empty = [...inlines(block.content.content)].length === 0;
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
      return liquidProblems(block.text, "text", "Footer");
    case "list":
      return listProblems(block);
    case "html":
      return block.html.trim() === ""
        ? [{ code: "empty", severity: "warning", message: "The HTML block is empty", field: "html" }]
        : liquidProblems(block.html, "html", "HTML");
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

function headProblems(document: EmailDocument, short: boolean): EmailProblem[] {
  const missing: EmailProblem[] =
    document.subject.trim() === ""
      ? [{ code: "subject_missing", severity: "error", message: "The mail has no subject", field: "subject" }]
      : [];
  return [
    ...missing,
    ...wordProblems(document, short),
    ...liquidProblems(document.subject, "subject", "Subject"),
    ...liquidProblems(document.preheader, "preheader", "Preview line"),
  ];
}

/** The plain version for whom the mail cannot be filled is a mail of its own. */
function failureProblems({ on_failure: failure }: EmailDocument): EmailProblem[] {
  if (failure?.do !== "fallback") return [];
  const missing = (message: string): EmailProblem[] => [
    { code: "fallback_missing", severity: "error", message, field: "on_failure" },
  ];
  if (failure.subject.trim() === "") return missing("The plain version has no subject");
  if (failure.body.trim() === "") return missing("The plain version has no text");
  return [
    ...liquidProblems(failure.subject, "on_failure", "Subject of the plain version"),
    ...liquidProblems(failure.body, "on_failure", "Plain version"),
  ];
}

/** A variable that nobody was ever seen to have is most likely misspelt. */
function unknownVariables(document: EmailDocument, known: ReadonlySet<string>): EmailProblem[] {
  return [...variablePlaces(document)].flatMap(([path, [place]]): EmailProblem[] => {
    if (known.has(path) || [...known].some((one) => path.startsWith(`${one}.`) || one.startsWith(`${path}.`)))
      return [];
    const message = `Nobody was ever seen to have “${path}”: misspelt, or not sent yet`;
    return [{ code: "variable_unknown", severity: "warning", message, ...place }];
  });
}

function footerOf({ blocks }: EmailDocument): { block_id?: string } {
  const footer = blocks.find((block) => block.type === "footer");
  return footer ? { block_id: footer.id } : {};
}

export type CheckOptions = {
  /** ids of the reusable blocks that are there; not known: none is missed */
  shared?: ReadonlySet<string>;
  /** a reusable block: it has no subject and no footer of its own */
  part?: boolean;
  /** an email step's short form: it has no preview line to fill in */
  short?: boolean;
  /** who sends: without it colours and the postal address are not looked at */
  brand?: Brand;
  /** paths that people or events were seen to have; without it no variable is unknown */
  known?: ReadonlySet<string>;
};

/**
 * What stands between a mail and its sending (errors) and what would make it better (warnings), in reading order. Pure and quick: the editor
 * asks after every change. Size and text part are matters of the compiled mail: see compiledProblems.
 */
export function checkEmail(document: EmailDocument, options: CheckOptions = {}): EmailProblem[] {
  const { shared, part = false, short = false, brand, known } = options;
  const problems = part ? [] : headProblems(document, short);
  const content = document.blocks.filter((block) => block.type !== "footer");
  if (content.length === 0)
    problems.push({ code: "empty_mail", severity: "error", message: "The mail has nothing to read yet" });
  for (const { block } of allBlocks(document.blocks)) {
    if (block.type === "shared" && block.block_id !== "" && shared && !shared.has(block.block_id)) {
      const message = "The reusable block that stood here was deleted";
      problems.push({ code: "shared_missing", severity: "error", message, block_id: block.id, field: "block_id" });
    }
    const inside = [...blockProblems(block), ...fallbackProblems(block)];
    problems.push(...inside.map((problem) => ({ ...problem, block_id: block.id })));
  }
  if (brand) problems.push(...contrastProblems(document, brand));
  if (known) problems.push(...unknownVariables(document, known));
  problems.push(...translationProblems(document));
  if (part) return problems;
  problems.push(...failureProblems(document));
  if (!document.blocks.some((block) => block.type === "footer")) {
    const message = "Without a footer block the plain one with the unsubscribe link is added when the mail is sent";
    problems.push({ code: "unsubscribe_missing", severity: "warning", message });
  }
  if (brand && !short && brand.postal_address.trim() === "") {
    const message = "No postal address is set under Settings; marketing mails need one in many countries";
    problems.push({ code: "address_missing", severity: "warning", message, ...footerOf(document) });
  }
  return problems;
}
