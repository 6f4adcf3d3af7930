import type { TestResult } from "@/lib/api/schemas/journey-test";

/** A step as one reads it: its sentence and the exit by its label. */
type StepWords = ReadonlyMap<string, { summary: string; ports: readonly { key: string; label: string }[] }>;

/** The first difference of a failed test as a sentence, with steps by their sentences instead of their ids. */
export function describeDifference(result: TestResult, steps: StepWords): string | undefined {
  const { difference } = result;
  if (!difference) return undefined;
  const { index, expected, actual } = difference;
  const [wanted, got] = [inWords(expected, steps), inWords(actual, steps)];
  switch (difference.in) {
    case "path":
      return `Step ${(index ?? 0) + 1} should be ${wanted}, but is ${got}.`;
    case "messages":
      return `Mail ${(index ?? 0) + 1} should be ${wanted}, but is ${got}.`;
    case "ended":
      return `It should end as ${expected}, but ends as ${actual}.`;
    case "reason":
      return `It should end because of ${expected.replaceAll("_", " ")}, but the reason is ${actual.replaceAll("_", " ")}.`;
  }
}

/** `id`, `id by “port”` or `id with “subject”`: the engine's words for a step. */
function inWords(text: string, steps: StepWords): string {
  const [, id = text, joint, detail] = /^(\S+)(?: (by|with) “(.*)”)?$/s.exec(text) ?? [];
  const step = steps.get(id);
  if (!step) return text;
  const port = step.ports.find(({ key }) => key === detail)?.label ?? detail;
  const only = joint === "by" && step.ports.length === 1;
  if (joint === undefined || only) return `“${step.summary}”`;
  return joint === "by" ? `“${step.summary}” left by “${port}”` : `“${step.summary}” with the subject “${detail}”`;
}
