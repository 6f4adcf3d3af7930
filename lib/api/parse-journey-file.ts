import { type Document, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { fieldErrors } from "./field-errors";
import { inspectJson, JSON_DEPTH_MAX, jsonDepth } from "./inspect-json";
import type { FieldError } from "./problem";
import { type JourneyFile, journeyFileSchema } from "./schemas/journey-file";

export type ParsedFile = { ok: true; file: JourneyFile } | { ok: false; errors: FieldError[] };

const ERRORS_MAX = 100;
/** Aliases are allowed as far as people write them; more are a text that unfolds into millions. */
const ALIASES_MAX = 100;

/**
 * Reads a journey's file: text (YAML, and so JSON) or an already read value. Every problem is listed with the place it is at: the line of the
 * text while it cannot be read, the dotted path afterwards.
 */
export function parseJourneyFile(source: { text: string } | { value: unknown }): ParsedFile {
  const read = "text" in source ? readText(source.text) : { ok: true as const, value: source.value };
  if (!read.ok) return read;
  const kept = inspectDepth(read.value) ?? inspectJson(read.value);
  if (kept.length > 0) return { ok: false, errors: kept };
  const parsed = journeyFileSchema.safeParse(read.value);
  if (parsed.success) return { ok: true, file: parsed.data };
  return { ok: false, errors: fieldErrors(parsed.error, ERRORS_MAX) };
}

/** Reading YAML holds the process up for about a second a megabyte; JSON costs a hundredth of that. */
const YAML_LENGTH_MAX = 1_000_000;

type ReadText = { ok: true; value: unknown } | { ok: false; errors: FieldError[] };

function readText(text: string): ReadText {
  return text.length > YAML_LENGTH_MAX ? readJson(text) : readYaml(text);
}

function readJson(text: string): ReadText {
  try {
    if (jsonDepth(text, JSON_DEPTH_MAX) <= JSON_DEPTH_MAX) return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const message = `a text of more than ${YAML_LENGTH_MAX} characters must be JSON`;
  return { ok: false, errors: [{ path: "text", message }] };
}

function readYaml(text: string): ReadText {
  const lines = new LineCounter();
  // The parser's own look for keys that stand twice compares each with each.
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: true, lineCounter: lines });
  if (document.errors.length > 0)
    return {
      ok: false,
      errors: document.errors.slice(0, ERRORS_MAX).map(({ message, linePos }) => ({
        path: linePos ? `line ${linePos[0].line}` : "text",
        message: message.split("\n", 1)[0]?.replace(/ at line \d+, column \d+:$/, "") ?? "not YAML",
      })),
    };
  const twice = keysTwice(document, lines);
  if (twice.length > 0) return { ok: false, errors: twice };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: ALIASES_MAX }) };
  } catch (error) {
    if (error instanceof ReferenceError) return { ok: false, errors: [{ path: "text", message: error.message }] };
    throw error;
  }
}

function keysTwice(document: Document, lines: LineCounter): FieldError[] {
  const errors: FieldError[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value) && errors.length < ERRORS_MAX) {
          const { line } = lines.linePos(key.range?.[0] ?? 0);
          errors.push({ path: `line ${line}`, message: "Map keys must be unique" });
        }
        seen.add(key.value);
      }
    },
  });
  return errors;
}

function inspectDepth(value: unknown): FieldError[] | undefined {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > JSON_DEPTH_MAX) return [{ path: "", message: `nests deeper than ${JSON_DEPTH_MAX} levels` }];
    if (typeof next.value !== "object" || next.value === null) continue;
    for (const inner of Object.values(next.value)) open.push({ value: inner, depth: next.depth + 1 });
  }
  return undefined;
}
