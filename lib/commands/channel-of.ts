import type { Effect } from "@/lib/journey/outcome";

/** The channel of the ledger that an effect goes through; undefined: it is carried out elsewhere. */
export function channelOf({ kind }: Effect): "email" | "push" | "webhook" | "crm" | "task" | undefined {
  switch (kind) {
    case "send_email":
      return "email";
    case "send_push":
      return "push";
    case "call_webhook":
      return "webhook";
    case "upsert_contact":
      return "crm";
    case "create_task":
      return "task";
    case "skip":
    case "set_attributes":
    case "add_tag":
    case "remove_tag":
    case "stop_emails":
    case "set_run":
    case "take_arm":
    case "reach_goal":
    case "join_segment":
    case "leave_segment":
    case "emit_event":
    case "start_run":
    case "take_turn":
    case "set_output":
      return undefined;
  }
}
