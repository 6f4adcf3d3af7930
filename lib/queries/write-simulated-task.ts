import type { SimulationResource } from "@/lib/api/schemas/simulate";
import { taskNotice } from "@/lib/email/task-notice";
import type { SimulatedTask } from "@/lib/engine/simulation";
import type { Facts } from "@/lib/journey/facts";

/** A task of a simulation as the notice to whoever gets it. `timezone`: IANA zone in which the due time is told. */
export function writeSimulatedTask(
  { node_id, visit, at, task }: SimulatedTask,
  { subscriber, journey }: Facts,
  timezone: string,
): SimulationResource["messages"][number] {
  const { subject, html, text } = taskNotice({
    ...task,
    person: [subscriber.first_name, subscriber.last_name].filter(Boolean).join(" ") || subscriber.external_id,
    journey: journey.name,
    timezone,
  });
  const to = task.assignees.length > 0 ? task.assignees.join(" or ") : "anybody";
  return { node_id, visit, channel: "task", at: new Date(at).toISOString(), to, subject, html, text };
}
