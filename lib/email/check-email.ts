import type { Brand } from "./brand";
import { blockProblems } from "./check-block";
import { contrastProblems } from "./check-contrast";
import { fallbackProblems, lineFallbackProblems } from "./check-fallbacks";
import { sharedErrors, translatedErrors } from "./check-parts";
import { placeholderProblems } from "./check-placeholders";
import { ruleProblems } from "./check-rules";
import { translationProblems } from "./check-translations";
import { wordProblems } from "./check-words";
import type { EmailDocument } from "./document";
import { liquidProblems } from "./liquid-problems";
import type { SharedBlocks } from "./shared-blocks";
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
    ...lineFallbackProblems(document),
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
  /** the reusable blocks that are there; not known: none is missed */
  shared?: SharedBlocks;
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
  problems.push(...placeholderProblems(document));
  if (brand) problems.push(...contrastProblems(document, brand));
  if (known) problems.push(...unknownVariables(document, known));
  problems.push(...ruleProblems(document));
  if (shared) problems.push(...sharedErrors(document, shared));
  problems.push(...translatedErrors(document), ...translationProblems(document));
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
