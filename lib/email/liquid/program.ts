import { type Liquid, Output, type Template, TypeGuards, toValueSync } from "liquidjs";
import { engine, HrefTag, type Place, renderNodes, writeValue } from "./engine";
import { isEmptyValue } from "./filters";
import { lookUp } from "./look-up";
import { OUTPUT_MAX, PersonContext } from "./person-context";
import { SomeTag } from "./some-tag";
import { splitLiquid } from "./split-liquid";
import { EachTag, ShowTag } from "./structure-tags";

/**
 * A template parsed once and turned into a list of strings and small functions. What most mails are made of (plain
 * text, `{{ path }}`, `{{ path | default: "…" }}` and links of those) never enters liquidjs again: filling is then two orders of
 * magnitude cheaper than rendering. Everything else is rendered by liquidjs in the same context, with the same result.
 */
export type Program = { parts: Part[]; place: Place };
type Part = string | ((context: PersonContext) => string);

/** What an output reads, when it is a plain dotted path. */
function pathOf(output: Output): string[] | undefined {
  const { postfix } = output.value.initial;
  const token = postfix[0];
  if (postfix.length !== 1 || !token || !TypeGuards.isPropertyAccessToken(token) || token.variable) return undefined;
  const path: string[] = [];
  for (const prop of token.props) {
    if (TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop)) path.push(prop.content);
    else return undefined;
  }
  return path;
}

/** `size`, `first` and `last` mean something of their own in Liquid. */
const computedKeys = new Set(["size", "first", "last"]);

/** The filters an author wrote, without the escaping that the engine adds at the end. */
function ownFilters(output: Output) {
  return output.value.filters.slice(0, -1);
}

/** The text of `default: "…"` when that is the only filter and its argument is written out; undefined otherwise. */
function literalDefault(output: Output): string | undefined {
  const [filter, ...more] = ownFilters(output);
  if (!filter || more.length > 0 || filter.name !== "default" || filter.args.length !== 1) return undefined;
  const arg = filter.args[0];
  if (!arg || Array.isArray(arg) || !TypeGuards.isQuotedToken(arg)) return undefined;
  return arg.content;
}

function fastOutput(output: Output, place: Place, assigned: Set<string>): Part | undefined {
  const path = pathOf(output);
  const root = path?.[0];
  if (!path || root === undefined || assigned.has(root) || path.some((key) => computedKeys.has(key))) return undefined;
  const otherwise = literalDefault(output);
  if (ownFilters(output).length > 0 && otherwise === undefined) return undefined;
  const name = path.join(".");
  const written = otherwise === undefined ? "" : writeValue(otherwise, place);
  return (context) => {
    const value = lookUp(context.person.values, path);
    if (!isEmptyValue(value)) return writeValue(value, place);
    if (otherwise !== undefined) return written;
    const text = writeValue(value, place);
    return name === "unsubscribe_url" ? text : context.lacks(name, place, text);
  };
}

/** Names that assign, capture or for give a meaning of their own anywhere in the template. */
function assignedNames(nodes: Template[], names = new Set<string>()): Set<string> {
  walk(nodes, (node) => {
    for (const token of node.localScope?.() ?? []) names.add(token.content);
    if ("variable" in node && typeof node.variable === "string") names.add(node.variable);
    if ("key" in node && typeof node.key === "string") names.add(node.key);
  });
  return names;
}

function walk(nodes: Template[], visit: (node: Template) => void): void {
  for (const node of nodes) {
    visit(node);
    if (node.children) walk(toValueSync(node.children(false, true)) as Template[], visit);
  }
}

/** Outputs inside ifs and loops report what they lack, too. */
function reportMissing(output: Output, place: Place, assigned: Set<string>): void {
  const path = pathOf(output);
  const root = path?.[0];
  if (!path || root === undefined || assigned.has(root)) return;
  if (ownFilters(output).some((filter) => filter.name === "default")) return;
  const name = path.join(".");
  output.render = function* (context, emitter) {
    const value = yield output.value.value(context, false);
    emitter.write(value === "" && context instanceof PersonContext ? context.lacks(name, place, "") : value);
  };
}

function partOf(node: Template, place: Place, assigned: Set<string>): Part {
  if (TypeGuards.isHTMLToken(node.token)) return node.token.getContent();
  if (node instanceof Output) {
    const fast = fastOutput(node, place, assigned);
    if (fast !== undefined) return fast;
  }
  if (node instanceof HrefTag) {
    const inner = node.inner.map((part) => partOf(part, "plain", assigned));
    return (context) => node.finish(run(inner, context), context);
  }
  if (node instanceof ShowTag) {
    const branches = node.branches.map(({ rule, templates }) => ({ rule, parts: partsOf(templates, place, assigned) }));
    return (context) => {
      const chosen = branches.find(({ rule }) => rule === undefined || context.holds(rule));
      return chosen ? run(chosen.parts, context) : "";
    };
  }
  if (node instanceof SomeTag) {
    const parts = partsOf(node.templates, place, assigned);
    return (context) => (node.holdsFor(context) ? run(parts, context) : "");
  }
  if (node instanceof EachTag) return eachPart(node, place, assigned);
  return (context) => renderNodes([node], context, place);
}

function eachPart(node: EachTag, place: Place, assigned: Set<string>): Part {
  const parts = partsOf(node.templates, place, assigned);
  const none = partsOf(node.noneTemplates, place, assigned);
  return (context) => {
    const items = node.itemsFor(context);
    if (items.length === 0) return run(none, context);
    let text = "";
    for (const item of items) {
      context.countStep();
      const restore = context.enter(item);
      text += run(parts, context);
      restore();
      if (text.length > OUTPUT_MAX) throw new Error(`the result is longer than ${OUTPUT_MAX} characters`);
    }
    return text;
  };
}

/** Neighbouring strings become one. */
function partsOf(nodes: Template[], place: Place, assigned: Set<string>): Part[] {
  const parts: Part[] = [];
  for (const node of nodes) {
    const part = partOf(node, place, assigned);
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

function run(parts: Part[], context: PersonContext): string {
  let text = "";
  for (const part of parts) text += typeof part === "string" ? part : part(context);
  if (text.length > OUTPUT_MAX) throw new Error(`the result is longer than ${OUTPUT_MAX} characters`);
  return text;
}

/** Parses a template for a place. Throws a ParseError that names what is wrong. */
export function parseProgram(source: string, place: Place): Program {
  const liquid: Liquid = engine(place);
  const nodes = liquid.parse(source);
  const assigned = assignedNames(nodes);
  const parts = partsOf(nodes, place, assigned);
  walk(nodes, (node) => {
    if (node instanceof Output) reportMissing(node, place, assigned);
  });
  return { parts, place };
}

/** The variables that a text writes without a fallback. What an `if` of the same text asks about is taken care of; broken Liquid writes none. */
export function unguardedVariables(source: string): string[] {
  if (!source.includes("{{")) return [];
  const program = cachedProgram(source, "plain");
  const pieces = program instanceof Error ? undefined : splitLiquid(source);
  if (!pieces) return [];
  const nodes = engine("plain").parse(source);
  const assigned = assignedNames(nodes);
  const asked = pieces.filter(({ kind }) => kind === "tag").map((piece) => piece.source);
  const found = new Set<string>();
  walk(nodes, (node) => {
    const path = node instanceof Output ? pathOf(node) : undefined;
    const root = path?.[0];
    if (!path || root === undefined || assigned.has(root) || !(node instanceof Output)) return;
    if (ownFilters(node).some((filter) => filter.name === "default")) return;
    const name = path.join(".");
    if (!asked.some((tag) => tag.includes(name))) found.add(name);
  });
  return [...found];
}

/** Runs a program for one person. Throws what the template did wrong at run time. */
export function runProgram(program: Program, context: PersonContext): string {
  return run(program.parts, context);
}

const CACHE_MAX = 2_000;
const cache: Record<Place, Map<string, Program | Error>> = { html: new Map(), plain: new Map() };

/** parseProgram, remembered by the text; a template that does not parse is remembered as its error. */
export function cachedProgram(source: string, place: Place): Program | Error {
  const known = cache[place].get(source);
  if (known) return known;
  let made: Program | Error;
  try {
    made = parseProgram(source, place);
  } catch (error) {
    made = error instanceof Error ? error : new Error(String(error));
  }
  if (cache[place].size >= CACHE_MAX) {
    const oldest = cache[place].keys().next();
    if (!oldest.done) cache[place].delete(oldest.value);
  }
  cache[place].set(source, made);
  return made;
}
