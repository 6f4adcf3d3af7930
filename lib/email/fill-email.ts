import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { storableText } from "@/lib/journey/storable-text";
import type { CompiledEmail, CompiledMail } from "./compiled-email";
import { computeIncentive } from "./compute-incentive";
import { fillProps } from "./fill-props";
import { engine } from "./liquid/engine";
import { headerSafe } from "./liquid/escape";
import { explainLiquidError } from "./liquid/explain-error";
import { type MessageLinks, PersonContext } from "./liquid/person-context";
import { type Program, parseProgram, runProgram } from "./liquid/program";
import { mailFor } from "./mail-for";
import { mayBeEmpty } from "./may-be-empty";
import type { TemplateContext } from "./template-context";

export type { MessageLinks } from "./liquid/person-context";

type Filled = {
  /** one line, safe as a header */
  subject: string;
  html: string;
  text: string;
  /** paths that are empty for this person and have no default, and links that lead nowhere */
  missing: string[];
};
export type FilledEmail =
  | ({
      ok: true;
      /** the author's plain version went out: why the mail itself could not be filled */
      fallback?: string;
    } & Filled)
  | { ok: false; error: string };

type Programs = { subject: Program; html: Program; text: Program; leavesGaps: boolean };

/** Versions are immutable and their compiled mails cached by object: parsing happens once per version and process. */
const parsed = new WeakMap<CompiledMail, Programs>();

function programsOf(mail: CompiledMail): Programs {
  const known = parsed.get(mail);
  if (known) return known;
  const made = {
    subject: parseProgram(mail.subject, "plain"),
    html: parseProgram(mail.html, "html"),
    text: parseProgram(mail.text, "plain"),
    leavesGaps: /\{% (show|each) /.test(mail.text),
  };
  parsed.set(mail, made);
  return made;
}

/** Decides the rules of a mail for one person, each at most once. */
function rulesFor(mail: CompiledMail, { facts, now }: TemplateContext): (rule: number) => boolean {
  const decided = new Map<number, boolean>();
  return (rule) => {
    const known = decided.get(rule);
    if (known !== undefined) return known;
    const condition = mail.conditions?.[rule];
    if (!condition || !facts) return false;
    const evaluation = evaluateCondition(condition, facts, now);
    if (evaluation.kind === "needs") throw new Error("a rule of the mail lacks facts");
    decided.set(rule, evaluation.result);
    return evaluation.result;
  };
}

function fillMail(mail: CompiledMail, person: TemplateContext, links: MessageLinks, marksMissing = false): Filled {
  const missing = new Set<string>();
  const programs = programsOf(mail);
  const holds = rulesFor(mail, person);
  const run = (program: Program) => {
    const context = new PersonContext(engine(program.place), person, links, missing, holds);
    context.marksMissing = marksMissing;
    return storableText(runProgram(program, context));
  };
  const text = run(programs.text);
  return {
    subject: headerSafe(run(programs.subject)),
    html: run(programs.html),
    // where a block was not shown, the blank lines around it are one
    text: programs.leavesGaps ? text.replace(/\n{3,}/g, "\n\n").trim() : text,
    // items of lists are what they are: what one of them lacks is no hole in the mail
    missing: [...missing].filter(mayBeEmpty),
  };
}

/** Thrown for what is no fault of the template: the person cannot be given what the mail promises. */
class NotFillable extends Error {}

function personFor(compiled: CompiledEmail, context: TemplateContext, links: MessageLinks): TemplateContext {
  const values: TemplateContext["values"] = Object.create(null);
  Object.assign(values, context.values);
  values.unsubscribe_url = links.unsubscribeUrl;
  const { code, incentive } = compiled;
  if (code) {
    const filled = fillProps(code, context.values);
    if (!filled.ok) throw new NotFillable(filled.error);
    values.props = filled.props;
  }
  if (incentive && context.facts) {
    const offer = computeIncentive(incentive, context.facts, context.now);
    if (offer.kind !== "none" && incentive.pool_id && !links.code) throw new NotFillable("no_code: no code was left");
    values.incentive = {
      ...offer,
      code: offer.kind === "none" ? "" : (links.code ?? ""),
      label: labelOf(offer, context.locale),
    };
  }
  return { ...context, values };
}

function labelOf({ kind, percent, amount, currency }: ReturnType<typeof computeIncentive>, locale: string): string {
  if (kind === "none") return "";
  return kind === "amount"
    ? new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount)
    : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(percent / 100);
}

/**
 * One person's message from a compiled mail, in their language: subject, HTML and text, links tracked and the unsubscribe link in place. What cannot be filled is
 * the author's plain version where there is one, and an error value otherwise; nothing is ever half rendered. `marksMissing`: the HTML is for a
 * preview and holds the marks of what was empty (mark-missing.ts).
 */
export function fillEmail(
  compiled: CompiledEmail,
  context: TemplateContext,
  links: MessageLinks,
  { marksMissing = false }: { marksMissing?: boolean } = {},
): FilledEmail {
  let failure: string;
  try {
    const person = personFor(compiled, context, links);
    const filled = fillMail(mailFor(compiled, context.facts?.subscriber.locale), person, links, marksMissing);
    if (!compiled.fail_when_empty || filled.missing.length === 0) return { ok: true, ...filled };
    failure = `empty: ${filled.missing.join(", ")}`;
  } catch (error) {
    failure = error instanceof NotFillable ? error.message : explainLiquidError(error);
  }
  if (!compiled.fallback) return { ok: false, error: failure };
  try {
    const values = Object.assign(Object.create(null), context.values, { unsubscribe_url: links.unsubscribeUrl });
    const plain = fillMail(compiled.fallback, { ...context, values }, links, marksMissing);
    return { ok: true, ...plain, fallback: failure };
  } catch (error) {
    return { ok: false, error: `${failure}; and the plain version: ${explainLiquidError(error)}` };
  }
}
