import { expect, it } from "vitest";
import { nodeRegistry } from "@/lib/nodes/registry";
import { stepIcons } from "./step-icon";

it("every node type has its icon", () => {
  const missing = Object.values(nodeRegistry)
    .map((definition) => definition.icon)
    .filter((icon) => !(icon in stepIcons));
  expect(missing).toEqual([]);
});
