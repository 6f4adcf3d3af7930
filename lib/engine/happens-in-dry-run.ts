import type { Effect } from "@/lib/journey/outcome";

/**
 * Whether an effect is planned in a dry run too: what stays inside the run is, and so is what is filled and then not handed over.
 * Nothing is written about the person.
 */
export function happensInDryRun({ kind }: Effect): boolean {
  switch (kind) {
    case "send_email":
    case "send_push":
    case "call_webhook":
    case "upsert_contact":
    case "skip":
    case "set_run":
    case "take_arm":
    case "reach_goal":
    case "set_output":
    case "take_turn":
    // its notice is written as it would go out; nothing comes on anybody's list
    case "create_task":
    // kept so that it is answered; it starts nobody
    case "start_run":
      return true;
    case "set_attributes":
    case "add_tag":
    case "remove_tag":
    case "stop_emails":
    case "join_segment":
    case "leave_segment":
    case "emit_event":
      return false;
  }
}
