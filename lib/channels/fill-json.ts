import { type Piece, splitLiquid } from "@/lib/email/liquid/split-liquid";

type Filled = { ok: true; text: string } | { ok: false; error: string };

/**
 * Fills a JSON text with Liquid in it so that it stays JSON whatever a person's data holds: a variable between quotes is written as text of
 * a JSON string, one that stands alone as a value of its own kind (`"total": {{ event.total }}`). What is no JSON in the end is an error.
 */
export function fillJson(template: string, fill: (template: string) => Filled): Filled {
  const pieces = splitLiquid(template);
  const filled = fill(pieces ? escaped(pieces) : template);
  if (!filled.ok) return filled;
  try {
    JSON.parse(filled.text);
    return filled;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, error: `the body is not valid JSON once it is filled: ${error.message}` };
  }
}

/** Every output with the filter of the place where it stands. */
function escaped(pieces: readonly Piece[]): string {
  let inString = false;
  return pieces
    .map(({ kind, source }) => {
      if (kind === "text") inString = endsInString(source, inString);
      if (kind !== "output") return source;
      const [, open = "{{", expression = "", close = "}}"] = /^(\{\{-?)([\s\S]*?)(-?\}\})$/.exec(source) ?? [];
      const own = inString ? expression.trimEnd() : expression.replace(/\|\s*json\s*$/, "").trimEnd();
      return `${open}${own} | ${inString ? "json_text" : "json_value"} ${close}`;
    })
    .join("");
}

function endsInString(text: string, begins: boolean): boolean {
  let inString = begins;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\" && inString) i++;
    else if (text[i] === '"') inString = !inString;
  }
  return inString;
}
