import { expect, it } from "vitest";
import type { ThreadResource } from "@/lib/api/schemas/comment";
import { groupThreads } from "./group-threads";

const thread = (id: string, node_id: string | null, day: number): ThreadResource => ({
  id,
  thread_id: null,
  journey_id: "j",
  author: { kind: "member", user_id: "a", name: "Ada" },
  text: id,
  mentions: [],
  created_at: `2026-03-0${day}T10:00:00.000Z`,
  edited_at: null,
  deleted: false,
  may: { edit: false, delete: false },
  node_id,
  step_name: node_id && `Wait: ${node_id} ${day}`,
  resolved_at: null,
  resolved_by: null,
  unread: false,
  replies: [],
});

it("threads come as one walks: the whole journey, its steps in order, then steps that are no longer there by their old name (J14)", () => {
  const steps = new Map([
    ["start", { label: "By hand", summary: "Somebody adds them" }],
    ["day", { label: "Wait", summary: "Wait 1 day" }],
  ]);
  const groups = groupThreads(
    [
      thread("d", "day", 4),
      thread("g", "gone", 3),
      thread("w", null, 5),
      thread("s", "start", 9),
      thread("d2", "day", 2),
    ],
    steps,
  );
  expect(groups.map(({ title, gone, node, threads }) => [title, gone, node, threads.map(({ id }) => id)])).toEqual([
    ["The journey as a whole", false, undefined, ["w"]],
    ["By hand: Somebody adds them", false, "start", ["s"]],
    ["Wait: Wait 1 day", false, "day", ["d2", "d"]],
    ["Wait: gone 3", true, undefined, ["g"]],
  ]);
});
