import type { Problem } from "@/lib/journey/problem";
import { groupProblems } from "./group-problems";

/** How many there are as they are listed: what is said together counts once. */
export const countProblems = (problems: readonly Problem[]) => groupProblems(problems).length;

/** "No problems", "1 problem", "4 problems" */
export function sayProblemCount(problems: readonly Problem[]): string {
  const count = countProblems(problems);
  if (count === 0) return "No problems";
  return count === 1 ? "1 problem" : `${count} problems`;
}
