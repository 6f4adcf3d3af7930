import type { Problem } from "@/lib/journey/problem";

/**
 * Problems that say the same of several places, told in one line; what stands alone is a list of one without a title. `steps`: the title says
 * it in full, and only the steps are left to name.
 */
export type ProblemGroup = { title: string | undefined; steps: boolean; problems: readonly Problem[] };

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

/** What is said together: warnings of mails of one kind, and of steps with the same words. Undefined: it is said by itself. */
function kindOf({ severity, code, message, node_id }: Problem): string | undefined {
  if (severity === "error") return undefined;
  if (code.startsWith("email_")) return code;
  return node_id === undefined ? undefined : `${code} ${message}`;
}

/** Errors first, each by itself; warnings together where they say the same. The order is kept otherwise. Pure. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const sorted = problems.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  const kinds = new Map<string, Problem[]>();
  for (const [i, problem] of sorted.entries()) {
    const kind = kindOf(problem) ?? `${i}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), problem]);
  }
  return [...kinds.values()].map((group) => {
    const [first] = group;
    if (!first || group.length < TOGETHER_MIN) return { title: undefined, steps: false, problems: group };
    const steps = !first.code.startsWith("email_");
    return { title: steps ? first.message : titleOf(group), steps, problems: group };
  });
}
