import type { Instant } from "./facts";

/** What a create_task step asks for, filled for one person. */
export type PlannedTask = {
  title: string;
  notes: string;
  /** addresses of members, in the order of their turns; empty: anybody may take it */
  assignees: readonly string[];
  due_at: Instant | null;
  /** address of a chat that is told */
  notify_url?: string;
};
