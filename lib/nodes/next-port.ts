import type { PortDefinition } from "./define-node";

/** The exits of every node with just one. */
export const nextPort: PortDefinition[] = [{ key: "next", label: "Next" }];
