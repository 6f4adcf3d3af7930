import type { Facts } from "@/lib/journey/facts";
import type { PlannedTask } from "@/lib/journey/planned-task";
import { addDuration } from "@/lib/journey/time";
import type { StepEnvironment } from "../define-node";
import type { CreateTaskConfig } from "./definition";

const TITLE_LENGTH_MAX = 300;
const NOTES_LENGTH_MAX = 20_000;

/**
 * The task as it is made for one person. A text that cannot be filled stays as its author wrote it and is named in `failed`: somebody
 * should still look after the person.
 */
export function planTask(
  config: CreateTaskConfig,
  facts: Facts,
  env: Pick<StepEnvironment, "fill" | "now">,
): { task: PlannedTask; failed: string[] } {
  const failed: string[] = [];
  const fill = (name: "title" | "notes", text: string): string => {
    const filled = env.fill(text, facts);
    // PostgreSQL takes no NUL
    if (filled.ok) return filled.text.replaceAll("\0", "").trim();
    failed.push(name);
    return text.trim();
  };
  const title = fill("title", config.title).replace(/\s+/g, " ").slice(0, TITLE_LENGTH_MAX).toWellFormed();
  const notes = fill("notes", config.notes ?? "")
    .slice(0, NOTES_LENGTH_MAX)
    .toWellFormed();
  const task: PlannedTask = {
    title: title || `Look after ${facts.subscriber.external_id}`,
    notes,
    assignees: config.assignees,
    due_at: config.due_in === undefined ? null : addDuration(env.now, config.due_in, facts.default_timezone),
    ...(config.notify_url ? { notify_url: config.notify_url } : {}),
  };
  return { task, failed };
}
