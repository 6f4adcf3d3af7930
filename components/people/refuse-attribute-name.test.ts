import { expect, it } from "vitest";
import { refuseAttributeName } from "./refuse-attribute-name";

it("an attribute is not called like a detail of the person, which it would overwrite", () => {
  expect(refuseAttributeName("email")).toMatch(/details/);
  expect(refuseAttributeName("firstName")).toMatch(/details/);
  expect(refuseAttributeName("tags")).toMatch(/details/);
  expect(refuseAttributeName("plan")).toBeUndefined();
  expect(refuseAttributeName("company.size")).toBeUndefined();
  expect(refuseAttributeName("company..size")).toMatch(/A name such as/);
});
