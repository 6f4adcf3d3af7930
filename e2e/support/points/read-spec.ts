/** A test or a step of one, with its text. */
type Part = { title: string; code: string };

const TEST = /^\s*test\(/;
const STEP = /^\s*await test\.step\(/;
const TITLE = /\(\s*(["`])((?:\\.|(?!\1).)*)\1/s;

/** Tests (or the steps of a test) in the text of a spec, by the formatter's indentation. */
function partsIn(code: string, opening: RegExp): Part[] {
  const lines = code.split("\n");
  return lines.flatMap((line, at) => {
    if (!opening.test(line)) return [];
    const closing = `${/^\s*/.exec(line)?.[0] ?? ""}});`;
    const end = lines.findIndex((other, index) => index > at && other === closing);
    const text = lines.slice(at, end + 1).join("\n");
    const title = TITLE.exec(text)?.[2];
    return end === -1 || title === undefined ? [] : [{ title, code: text }];
  });
}

/** The functions and constants of a spec by name, each with its text. */
function helpersIn(source: string): Map<string, string> {
  const helpers = new Map<string, string>();
  let name: string | undefined;
  for (const line of source.split("\n")) {
    if (/^[A-Za-z/]/.test(line)) name = /^(?:export )?(?:(?:async )?function|const) (\w+)/.exec(line)?.[1];
    if (name !== undefined) helpers.set(name, `${helpers.get(name) ?? ""}${line}\n`);
  }
  return helpers;
}

/** What runs when these lines do, as far as it stands in the same file. */
function withHelpers(code: string, helpers: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  const add = (text: string): string => {
    const called = [...helpers].filter(([name]) => !used.has(name) && new RegExp(`\\b${name}\\b`).test(text));
    for (const [name] of called) used.add(name);
    return [text, ...called.map(([, helper]) => add(helper))].join("\n");
  };
  return add(code)
    .split("\n")
    .filter((line) => !line.trim().startsWith("//"))
    .join("\n");
}

/** The text of a test, or of a step of it, with the helpers that it uses; undefined when there is none of that name. */
export function findDrive(source: string, title: string, step: string | undefined): string | undefined {
  const test = partsIn(source, TEST).find((part) => part.title === title);
  const found = step === undefined ? test : partsIn(test?.code ?? "", STEP).find((part) => part.title === step);
  return found && withHelpers(found.code, helpersIn(source));
}
