import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  taskCountsSchema,
  taskListQuerySchema,
  taskListSchema,
  taskPatchSchema,
  taskSchema,
} from "@/lib/api/schemas/task";
import type { Principal } from "@/lib/auth/principal";
import { type ChangedTask, completeTask, reassignTask, reopenTask } from "@/lib/commands/change-task";
import { countTasks, listTasks, readTask } from "@/lib/queries/list-tasks";
import { page } from "./list-answer";

const tag = "Tasks";
const one = { description: "The task", schema: taskSchema };
const notYours = { description: "Neither yours nor may you edit" };
const me = (principal: Principal) => (principal.kind === "user" ? principal.userId : undefined);

async function changed(principal: Principal, id: string, result: ChangedTask): Promise<EndpointResponse> {
  if (result.ok) return { status: 200, body: await readTask(principal.workspaceId, id) };
  switch (result.reason) {
    case "not_found":
      return notFound("task");
    case "not_yours":
      return problem(403, "This task is not yours, and you may not edit here.");
    case "not_a_member":
      return problem(422, "A task can be given to members of the workspace only.", {
        errors: [{ path: "assignee", message: "is not a member" }],
      });
  }
}

/** Reading is enough to ask: whose task it is decides (change-task.ts). */
export const taskEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/tasks",
    summary: "List open tasks by when they are due, or done ones with the latest first",
    tag,
    permission: "read",
    query: taskListQuerySchema,
    responses: { 200: { description: "A page of tasks", schema: taskListSchema } },
    handler: async ({ principal, query }) => page(await listTasks(principal.workspaceId, me(principal), query)),
  }),
  defineEndpoint({
    method: "GET",
    path: "/tasks/counts",
    summary: "Count open tasks: mine, nobody's, all, and those that are late",
    tag,
    permission: "read",
    responses: { 200: { description: "The numbers", schema: taskCountsSchema } },
    handler: async ({ principal }) => ({ status: 200, body: await countTasks(principal.workspaceId, me(principal)) }),
  }),
  defineEndpoint({
    method: "GET",
    path: "/tasks/{id}",
    summary: "Read a task",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: one },
    handler: async ({ principal, params }) => {
      const body = await readTask(principal.workspaceId, params.id);
      return body ? { status: 200, body } : notFound("task");
    },
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/tasks/{id}",
    summary: "Give a task to another member, or to nobody in particular",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    body: taskPatchSchema,
    responses: { 200: one, 403: notYours },
    handler: async ({ principal, params, body }) =>
      changed(principal, params.id, await reassignTask(principal, params.id, body.assignee)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/tasks/{id}/complete",
    summary: "Tick a task off",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: one, 403: notYours },
    handler: async ({ principal, params }) => changed(principal, params.id, await completeTask(principal, params.id)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/tasks/{id}/reopen",
    summary: "Put a task that was done back on the list",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: one, 403: notYours },
    handler: async ({ principal, params }) => changed(principal, params.id, await reopenTask(principal, params.id)),
  }),
];
