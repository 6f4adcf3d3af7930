import type { PlannedWrite } from "./planned-write";

/** A member of a workspace, found by address. */
export type TaskMember = { workspace_id: number; user_id: string; address: string };

/** A task with its id and whom it is for; null: anybody. */
export type AssignedTask = PlannedWrite<"create_task"> & { id: string; assignee: TaskMember | null };
