import type { TestResult } from "@/lib/api/schemas/journey-test";
import { endLabels } from "./describe-outcome";

/** A step as one reads it: its sentence and the exit by its label. */
type StepWords = ReadonlyMap<string, { summary: string; ports: readonly { key: string; label: string }[] }>;

/** The first difference of a failed test as a sentence, with steps by their sentences instead of their ids. */
export function describeDifference(result: TestResult, steps: StepWords): string | undefined {
  const { difference } = result;
  if (!difference) return undefined;
  const { index, expected, actual } = difference;
  const [wanted, got] = [inWords(expected, steps), inWords(actual, steps)];
  const sameStep = splitStep(expected).id === splitStep(actual).id;
  switch (difference.in) {
    case "path":
      if (sameStep)
        return `Step ${(index ?? 0) + 1}, ${wanted.step}, should be left by ${wanted.detail}, but is left by ${got.detail}.`;
      return `Step ${(index ?? 0) + 1} should be ${whole(wanted)}, but is ${whole(got)}.`;
    case "messages":
      if (sameStep)
        return `Mail ${(index ?? 0) + 1}, ${wanted.step}, should have ${wanted.detail} in its subject, which is ${got.detail}.`;
      return `Mail ${(index ?? 0) + 1} should be ${wanted.step}, but is ${got.step}.`;
    case "ended":
      return `It should end as ${endWords(expected)}, but ends as ${endWords(actual)}.`;
    case "reason":
      return `It should end because of ${expected.replaceAll("_", " ")}, but the reason is ${actual.replaceAll("_", " ")}.`;
  }
}

const endWords = (ended: string) => `“${new Map(Object.entries(endLabels)).get(ended) ?? ended}”`;

/** `id`, `id by “port”` or `id with “subject”`: the engine's words for a step. */
function splitStep(text: string): { id: string; joint: string | undefined; detail: string | undefined } {
  const [, id = text, joint, detail] = /^(\S+)(?: (by|with) “(.*)”)?$/s.exec(text) ?? [];
  return { id, joint, detail };
}

type Words = { step: string; detail: string; joint: string | undefined; ports: number };

function inWords(text: string, steps: StepWords): Words {
  const { id, joint, detail } = splitStep(text);
  const step = steps.get(id);
  const label = (joint === "by" && step?.ports.find(({ key }) => key === detail)?.label) || detail;
  return {
    step: step ? `“${step.summary}”` : text,
    detail: label === undefined ? "no exit" : `“${label}”`,
    joint,
    ports: step?.ports.length ?? 0,
  };
}

/** The exit is said only where there is a choice. */
function whole({ step, detail, joint, ports }: Words): string {
  return joint === "by" && ports > 1 ? `${step} left by ${detail}` : step;
}
