import { segmentAction } from "../segment-action";

export const removeFromSegment = segmentAction({
  type: "remove_from_segment",
  label: "Remove from a segment",
  description: "Takes the person out of a manual segment. Journeys that start with leaving it take them in at once.",
  keywords: ["list", "group", "audience", "member", "leave", "unsubscribe"],
  icon: "user-minus",
  verb: "Remove from",
  effect: "leave_segment",
});
