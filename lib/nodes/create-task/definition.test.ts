import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { createTask } from "./definition";

describe("create a task (N21)", () => {
  test("asks for one filled task and goes straight on", () => {
    const fill = (text: string) => ({ ok: true as const, text: text.replace("{{ first_name }}", "Ada\0\n") });
    expect(
      stepNode(
        createTask,
        {
          title: " Call {{ first_name }} today",
          notes: "{{ first_name }}",
          assignees: [" Bo@Example.com "],
          due_in: "P1D",
        },
        { fill },
      ),
    ).toEqual({
      kind: "leave",
      port: "next",
      effects: [
        {
          kind: "create_task",
          task: {
            title: "Call Ada today",
            notes: "Ada",
            assignees: ["bo@example.com"],
            due_at: startOfTests + 86_400_000,
          },
        },
      ],
    });
  });

  test("a text that cannot be filled stays as it was written, and the log says so", () => {
    const fill = (text: string) =>
      text.includes("broken") ? { ok: false as const, error: "x" } : { ok: true as const, text };
    expect(stepNode(createTask, { title: "{{ broken }}" }, { fill })).toMatchObject({
      reason: "not_filled: title",
      effects: [{ task: { title: "{{ broken }}", due_at: null, assignees: [] } }],
    });
  });

  test("a title that comes out empty names the person", () => {
    const outcome = stepNode(createTask, { title: "{{ nothing }}" }, { fill: () => ({ ok: true, text: "  " }) });
    expect(outcome).toMatchObject({ effects: [{ task: { title: expect.stringMatching(/^Look after ./) } }] });
  });

  test("says on its card what, for whom and by when", () => {
    const summary = (config: Record<string, unknown>) =>
      createTask.summary(createTask.schema.parse(config), {
        template: String,
        segment: String,
        journey: String,
        node: String,
      });
    expect(summary({ title: "Call" })).toBe("Task “Call”");
    expect(summary({ title: "Call", assignees: ["a@b.co"], due_in: "P2D" })).toBe(
      "Task “Call” for a@b.co, due in 2 days",
    );
    expect(summary({ title: "Call", assignees: ["a@b.co", "c@b.co"] })).toBe("Task “Call” for 2 in turn");
  });

  test("wants a title, a chat's real address and nobody twice", () => {
    expect(describeConfig(createTask, { title: "" }).problems).toEqual(["error title"]);
    expect(describeConfig(createTask, { title: "x", notify_url: "hooks.slack.com/x" }).problems).toEqual([
      "error notify_url",
    ]);
    expect(describeConfig(createTask, { title: "x", notify_url: "https://hooks.slack.com/x" }).problems).toEqual([]);
    expect(createTask.schema.safeParse({ title: "x", assignees: ["a@b.co", "A@b.co"] }).success).toBe(false);
    expect(createTask.schema.safeParse({ title: "x", due_in: "soon" }).success).toBe(false);
  });
});
