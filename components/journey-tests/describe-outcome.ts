import type { TestResult } from "@/lib/api/schemas/journey-test";

/** How a run ends, as the form of a test and what is said of its outcome call it. */
export const endLabels: Record<TestResult["actual"]["ended"], string> = {
  completed: "Completed",
  exited: "Left early",
  failed: "Failed",
  waiting: "Still waiting",
};

const count = (n: number, one: string) => (n === 1 ? `1 ${one}` : `${n.toLocaleString("en")} ${one}s`);

/** What comes of a case of which nothing is expected yet: no verdict, and the next thing to do. */
export function describeOutcome({ path, messages, ended }: TestResult["actual"]): string {
  const mails = messages.length === 0 ? "no mail" : count(messages.length, "mail");
  return `As the draft is now: ${count(path.length, "step")}, ${mails}, “${endLabels[ended]}”. Say below what must come of it, or expect just that.`;
}
