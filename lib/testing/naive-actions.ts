import { isTrue } from "./naive-condition";
import type { Moment, Run, Says } from "./naive-run";
import type { SeededStep } from "./seeded-step";

type ActionStep =
  | Extract<SeededStep, { config: { when?: unknown } }>
  | Extract<SeededStep, { type: "webhook" | "rate_limit" }>;

/** The steps that do something. Those that have to be answered hold the person for no time at all, and yet another walk begins after them. */
export function sayAction(id: string, step: ActionStep, run: Run, moment: Moment): Says {
  if ("when" in step.config && step.config.when && !moment.answered && !isTrue(step.config.when, run))
    return { go: "next", reason: "condition_not_met" };
  switch (step.type) {
    case "email":
      run.done.messages.push({ node: id, at: run.now });
      return { go: "next" };
    case "update_attributes":
      for (const [path, value] of Object.entries(step.config.set)) run.attributes.set(path, value);
      return { go: "next" };
    case "add_tag":
      if (run.tags.has(step.config.tag)) return { go: "next", reason: "already_tagged" };
      run.tags.add(step.config.tag);
      return { go: "next" };
    case "remove_tag":
      return run.tags.delete(step.config.tag) ? { go: "next" } : { go: "next", reason: "not_tagged" };
    case "add_to_segment":
      run.segments.add(step.config.segment_id);
      return { go: "next" };
    case "remove_from_segment":
      run.segments.delete(step.config.segment_id);
      return { go: "next" };
    case "emit_event":
      run.emit(step.config.event, step.config.properties);
      return { go: "next" };
    case "create_task":
      return { go: "next" };
    case "webhook":
    case "start_journey":
    case "rate_limit":
      return moment.answered ? { go: "next" } : { answer: "at once" };
  }
}
