import type { Problem } from "@/lib/journey/problem";

/** Problems that say the same of several places of the mails, told in one line; what stands alone is a list of one without a title. */
export type ProblemGroup = { title: string | undefined; problems: readonly Problem[] };

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** How several of a kind are said together. */
const together: Record<string, (n: number) => string> = {
  email_link_example: (n) => count(n, "example link", "example links"),
  email_placeholder: (n) => count(n, "place for words of your own", "places for words of your own"),
  email_fallback_missing: (n) => `${n} variables without a word for people who have nothing there`,
  email_variable_unknown: (n) => `${n} variables that nobody was ever seen to have`,
};

/** What a problem says of its mail, without the words that say that it is a mail's. */
export const withoutPrefix = (message: string) => message.replace(/^Its mail: /, "");

/** Where there are this many of a kind, the list is longer than what it says. */
const TOGETHER_MIN = 2;

function titleOf(problems: readonly Problem[]): string {
  const [first] = problems;
  const mails = new Set(problems.map(({ node_id }) => node_id)).size;
  const where = mails === 1 ? "in one mail" : `in ${mails} mails`;
  const said = first && together[first.code]?.(problems.length);
  if (said) return `${said} ${where}`;
  const same = problems.every(({ message }) => message === first?.message);
  const words = withoutPrefix(first?.message ?? "");
  return same && mails === problems.length
    ? `${words} (${where})`
    : `${words}, and ${problems.length - 1} like it ${where}`;
}

/** Errors first, each by itself; warnings of the mails together where they are of one kind. The order is kept otherwise. Pure. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const sorted = problems.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  const kinds = new Map<string, Problem[]>();
  for (const [i, problem] of sorted.entries()) {
    const alone = problem.severity === "error" || !problem.code.startsWith("email_");
    const kind = alone ? `${i}` : problem.code;
    kinds.set(kind, [...(kinds.get(kind) ?? []), problem]);
  }
  return [...kinds.values()].map((group) => ({
    title: group.length >= TOGETHER_MIN ? titleOf(group) : undefined,
    problems: group,
  }));
}
