import { applyAttributes } from "@/lib/journey/apply-attributes";
import { type Facts, factKey, type Instant } from "@/lib/journey/facts";
import type { Effect } from "@/lib/journey/outcome";

/** The facts as later nodes of the same walk see them, once the data effects of a step are done. Never alters its input. */
export function applyEffect(effect: Effect, node: string, facts: Facts, now: Instant): Facts {
  const { subscriber, run } = facts;
  switch (effect.kind) {
    case "send_email":
    case "send_push":
    case "call_webhook":
    case "upsert_contact":
    case "skip":
    case "emit_event":
    case "start_run":
    case "take_turn":
    case "create_task":
      return facts;
    case "join_segment":
    case "leave_segment": {
      const key = factKey({ kind: "segment", segment_id: effect.segment_id });
      return { ...facts, fetched: new Map([...facts.fetched, [key, effect.kind === "join_segment"]]) };
    }
    case "stop_emails": {
      const key = factKey({ kind: "consent", channel: "email" });
      return { ...facts, fetched: new Map([...facts.fetched, [key, "suppressed"]]) };
    }
    case "set_output":
      return { ...facts, run: { ...run, output: { ...run.output, ...effect.values } } };
    case "set_attributes":
      return { ...facts, subscriber: applyAttributes(subscriber, effect.set) };
    case "add_tag":
      if (subscriber.tags.includes(effect.tag)) return facts;
      return { ...facts, subscriber: { ...subscriber, tags: [...subscriber.tags, effect.tag] } };
    case "remove_tag":
      return { ...facts, subscriber: { ...subscriber, tags: subscriber.tags.filter((tag) => tag !== effect.tag) } };
    case "set_run":
      return { ...facts, run: { ...run, values: { ...run.values, ...effect.values } } };
    case "take_arm":
      return run.arms?.[node] === effect.arm
        ? facts
        : { ...facts, run: { ...run, arms: { ...run.arms, [node]: effect.arm } } };
    case "reach_goal":
      return { ...facts, run: { ...run, goals: { ...run.goals, [node]: now } } };
  }
}
