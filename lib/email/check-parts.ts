import { blockProblems } from "./check-block";
import type { EmailProblem } from "./check-email";
import { ruleProblems } from "./check-rules";
import type { EmailDocument } from "./document";
import { liquidProblems } from "./liquid-problems";
import { localise } from "./localise";
import { sharedUsed } from "./shared-blocks";
import { allBlocks } from "./walk-blocks";

const isError = ({ severity }: EmailProblem) => severity === "error";

/** Errors of what one language says in its own words: they would go out as they were typed. */
function errorsIn(document: EmailDocument, locale: string): EmailProblem[] {
  const { subject, preheader, blocks = {} } = document.translations?.[locale] ?? {};
  const empty: EmailProblem[] =
    subject !== undefined && subject.trim() === "" && document.subject.trim() !== ""
      ? [{ code: "subject_missing", severity: "error", message: "The mail has no subject", field: "subject" }]
      : [];
  const ofLines = [
    ...empty,
    ...liquidProblems(subject ?? "", "subject", "Subject"),
    ...liquidProblems(preheader ?? "", "preheader", "Preview line"),
  ];
  const own = new Map([...allBlocks(document.blocks)].map(({ block }) => [block.id, block]));
  const ofBlocks = [...allBlocks(localise(document, locale).blocks)].flatMap(({ block }) => {
    const base = own.get(block.id);
    if (!base || !Object.hasOwn(blocks, block.id)) return [];
    // what is wrong in the mail's own words is said of them already
    const said = new Set(blockProblems(base).map(({ code, field, message }) => `${code} ${field} ${message}`));
    return blockProblems(block)
      .filter(({ code, field, message }) => !said.has(`${code} ${field} ${message}`))
      .map((problem) => ({ ...problem, block_id: block.id }));
  });
  return [...ofLines, ...ofBlocks].filter(isError);
}

/** Errors in the translations of a document, each with its language. */
export function translatedErrors(document: EmailDocument): EmailProblem[] {
  return Object.keys(document.translations ?? {}).flatMap((locale) =>
    errorsIn(document, locale).map((problem) => ({ ...problem, message: `In “${locale}”: ${problem.message}` })),
  );
}

/** Errors inside the reusable blocks that a document shows, at the places where it shows them. */
export function sharedErrors(document: EmailDocument, shared: ReadonlyMap<string, EmailDocument>): EmailProblem[] {
  return sharedUsed(document).flatMap((id) => {
    const part = shared.get(id);
    const place = [...allBlocks(document.blocks)].find(({ block }) => block.type === "shared" && block.block_id === id);
    if (!part || !place) return [];
    const inside = [...allBlocks(part.blocks)].flatMap(({ block }) =>
      block.type === "shared" ? [] : blockProblems(block),
    );
    return [...inside, ...ruleProblems(part), ...translatedErrors(part)].filter(isError).map(
      ({ code, message }): EmailProblem => ({
        code,
        severity: "error",
        message: `In the reusable block: ${message}`,
        block_id: place.block.id,
        field: "block_id",
      }),
    );
  });
}
