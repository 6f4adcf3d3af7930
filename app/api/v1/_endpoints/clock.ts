import { defineEndpoint } from "@/lib/api/define-endpoint";
import { problem } from "@/lib/api/problem";
import { clockMovedSchema, clockMoveSchema, clockSchema } from "@/lib/api/schemas/clock";
import { moveClock } from "@/lib/commands/move-clock";
import { readWorkspace } from "@/lib/queries/read-workspace";

const tag = "Clock";

export const clockEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/clock",
    summary: "The workspace's time: real in live, movable in a sandbox",
    tag,
    permission: "read",
    responses: { 200: { description: "Mode and time", schema: clockSchema } },
    handler: async ({ principal }) => {
      const { mode, now } = await readWorkspace(principal.workspaceId);
      return { status: 200, body: { mode, now } };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/clock",
    summary: "Move a sandbox's clock forward and wait until everything due by then is done, at most 30 s",
    tag,
    permission: "publish",
    body: clockMoveSchema,
    responses: {
      200: { description: "The new time, and whether everything due by then is done", schema: clockMovedSchema },
      403: { description: "A live workspace keeps real time" },
    },
    handler: async ({ principal, body }) => {
      const moved = await moveClock(principal, body);
      if (moved.ok) return { status: 200, body: { now: new Date(moved.now).toISOString(), settled: moved.settled } };
      const invalidTime = (message: string) =>
        problem(422, "The clock cannot go there.", {
          errors: [{ path: body.now === undefined ? "advance" : "now", message }],
        });
      switch (moved.reason) {
        case "live":
          return problem(403, "A live workspace keeps real time.");
        case "backwards":
          return invalidTime("must not lie in the past of the workspace's clock");
        case "too_far":
          return invalidTime("must lie within ten years");
      }
    },
  }),
];
