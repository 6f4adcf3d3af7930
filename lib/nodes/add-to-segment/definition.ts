import { segmentAction } from "../segment-action";

export const addToSegment = segmentAction({
  type: "add_to_segment",
  label: "Add to a segment",
  description: "Puts the person into a manual segment. Journeys that start with it take them in at once.",
  keywords: ["list", "group", "audience", "member", "join", "subscribe"],
  icon: "user-plus",
  verb: "Add to",
  effect: "join_segment",
});
