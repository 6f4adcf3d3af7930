import * as z from "zod";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema } from "@/lib/journey/duration";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import type { NodeProblem } from "../define-node";
import { nextPort } from "../next-port";
import { planTask } from "./plan-task";

const ASSIGNEES_MAX = 50;

const schema = z.strictObject({
  title: z.string().max(500),
  notes: z.string().max(10_000).optional(),
  /** addresses of members: one, or several who take turns; empty: anybody */
  assignees: z
    .array(z.string().trim().toLowerCase().min(3).max(254))
    .max(ASSIGNEES_MAX)
    .refine((addresses) => new Set(addresses).size === addresses.length, "names somebody twice")
    .default([]),
  due_in: durationSchema.optional(),
  /** an email to whoever gets the task; absent: yes */
  notify_email: z.boolean().optional(),
  /** an incoming webhook of a chat, as Slack, Mattermost and others take them */
  notify_url: z.string().trim().max(2_000).optional(),
});
export type CreateTaskConfig = z.output<typeof schema>;

export const createTask = defineAction<CreateTaskConfig>({
  type: "create_task",
  category: "data",
  label: "Create a task",
  description:
    "Puts a task about the person on your team's list, for one of you or for several in turn, and tells them.",
  keywords: ["todo", "to-do", "assign", "notify", "team", "sales", "call", "hand over", "slack", "reminder"],
  icon: "list-checks",
  schema,
  defaults: { title: "", assignees: [], due_in: "P1D" },
  fields: [
    {
      kind: "text",
      name: "title",
      label: "Task",
      placeholder: "Call {{ first_name }} about their trial",
      liquid: true,
    },
    {
      kind: "text",
      name: "notes",
      label: "Notes",
      help: "What whoever does it should know.",
      liquid: true,
      multiline: true,
    },
    {
      kind: "members",
      name: "assignees",
      label: "For",
      help: "Several take turns, one task each. Nobody: anybody may take it from the list.",
    },
    { kind: "duration", name: "due_in", label: "Due in" },
    { kind: "toggle", name: "notify_email", label: "Tell them by email", unset: true },
    {
      kind: "text",
      name: "notify_url",
      label: "Tell a chat",
      placeholder: "https://hooks.slack.com/services/…",
      help: 'An incoming webhook of Slack, Mattermost or another chat: gets {"text": …}.',
    },
  ],
  ports: () => nextPort,
  summary: ({ title, assignees, due_in }) => {
    if (!title) return "Describe the task";
    const [first] = assignees;
    const whom =
      first === undefined ? "" : assignees.length === 1 ? ` for ${first}` : ` for ${assignees.length} in turn`;
    return `Task “${title}”${whom}${due_in === undefined ? "" : `, due in ${describeDuration(due_in)}`}`;
  },
  check: ({ title, notify_url }) => [
    ...missing(title, "title", "Say what is to be done."),
    ...(notify_url && !isWebAddress(notify_url)
      ? [
          {
            code: "invalid_setting",
            severity: "error",
            message: "Enter the chat's full address, starting with https://.",
            field: "notify_url",
          } satisfies NodeProblem,
        ]
      : []),
  ],
  references: ({ assignees }) => ({ members: assignees }),
  step: ({ node, facts, env }) => {
    const { task, failed } = planTask(node.config, facts, env);
    return {
      kind: "leave",
      port: "next",
      ...(failed.length > 0 && { reason: `not_filled: ${failed.join(", ")}` }),
      effects: [{ kind: "create_task", task }],
    };
  },
});

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
