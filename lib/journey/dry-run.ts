import type { Instant } from "./facts";

/** What a journey says about performing nothing: whether it is in a dry run now, and the dry runs whose people leave. */
export type DryRun = { dry_run: boolean; dry_left: [from: Instant, to: Instant][] };

/** Whether a run that began then was part of a dry run that has ended, and leaves. */
export function leftDryRun({ dry_left }: Pick<DryRun, "dry_left">, enteredAt: Instant): boolean {
  return dry_left.some(([from, to]) => enteredAt >= from && enteredAt < to);
}
