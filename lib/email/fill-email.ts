import type { CompiledEmail } from "./compiled-email";
import { engine } from "./liquid/engine";
import { headerSafe } from "./liquid/escape";
import { explainLiquidError } from "./liquid/explain-error";
import { type MessageLinks, PersonContext } from "./liquid/person-context";
import { type Program, parseProgram, runProgram } from "./liquid/program";
import type { TemplateContext } from "./template-context";

export type { MessageLinks } from "./liquid/person-context";

export type FilledEmail =
  | {
      ok: true;
      /** one line, safe as a header */
      subject: string;
      html: string;
      text: string;
      /** paths that are empty for this person and have no default, and links that lead nowhere */
      missing: string[];
    }
  | { ok: false; error: string };

type Programs = { subject: Program; html: Program; text: Program };

/** Versions are immutable and their compiled mails cached by object: parsing happens once per version and process. */
const parsed = new WeakMap<CompiledEmail, Programs>();

function programsOf(compiled: CompiledEmail): Programs {
  const known = parsed.get(compiled);
  if (known) return known;
  const made = {
    subject: parseProgram(compiled.subject, "plain"),
    html: parseProgram(compiled.html, "html"),
    text: parseProgram(compiled.text, "plain"),
  };
  parsed.set(compiled, made);
  return made;
}

/**
 * One person's message from a compiled mail: subject, HTML and text, links tracked and the unsubscribe link in place. A template that
 * fails at run time is an error value and nothing is half rendered.
 */
export function fillEmail(compiled: CompiledEmail, context: TemplateContext, links: MessageLinks): FilledEmail {
  const missing = new Set<string>();
  const values: TemplateContext["values"] = Object.create(null);
  Object.assign(values, context.values);
  values.unsubscribe_url = links.unsubscribeUrl;
  const person = { ...context, values };
  try {
    const programs = programsOf(compiled);
    const run = (program: Program) =>
      runProgram(program, new PersonContext(engine(program.place), person, links, missing));
    return {
      ok: true,
      subject: headerSafe(run(programs.subject)),
      html: run(programs.html),
      text: run(programs.text),
      missing: [...missing],
    };
  } catch (error) {
    return { ok: false, error: explainLiquidError(error) };
  }
}
