/** What an engine calls by a code instead of a sentence. */
const codes: Readonly<Record<string, string>> = {
  too_many_steps:
    "The journey led them round in a circle: more steps one after the other than may be taken without waiting.",
};

const BRIEF_LENGTH_MAX = 160;

/** What a step failed with. `brief`: in one line, `whole`: all of it, where that is more. */
export function describeStepError(error: string): { brief: string; whole: string | undefined } {
  const text = error.trim();
  if (text === "") return { brief: "It gave no reason.", whole: undefined };
  const known = codes[text];
  if (known !== undefined) return { brief: known, whole: undefined };
  const [first = ""] = text.split("\n", 1);
  if (first.length <= BRIEF_LENGTH_MAX) return { brief: first, whole: first === text ? undefined : text };
  return { brief: `${first.slice(0, BRIEF_LENGTH_MAX).trimEnd().toWellFormed()}…`, whole: text };
}
