import type { Outcome } from "@/lib/journey/outcome";

/** The step of nodes that only mark a place (triggers): straight on. */
export const leaveNext = (): Outcome => ({ kind: "leave", port: "next" });
