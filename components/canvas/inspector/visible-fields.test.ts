import { describe, expect, it } from "vitest";
import { nodeDefinition, nodeRegistry } from "@/lib/nodes/registry";
import { isOptional, problemOf, visibleFields } from "./visible-fields";

const names = (type: string, config = {}) => {
  const definition = nodeDefinition(type);
  return definition ? visibleFields(definition, config).map((field) => field.name) : [];
};

describe("visibleFields", () => {
  it("shows a dependent setting only while the other has the value", () => {
    expect(names("wait_until_date", { source: "date" })).toContain("date");
    expect(names("wait_until_date", { source: "date" })).not.toContain("attribute");
    expect(names("wait_until_date", { source: "attribute" })).toContain("attribute");
  });

  it("shows the email editor instead of subject and text", () => {
    expect(names("email")).not.toContain("subject");
    expect(names("email")).toContain("template_id");
  });
});

describe("isOptional", () => {
  it("knows a limit that can be taken away from a setting that cannot", () => {
    const { wait_for_event, wait } = nodeRegistry;
    expect(isOptional(wait_for_event, { events: [], timeout: "P1D" }, "timeout")).toBe(true);
    expect(isOptional(wait, { duration: "P1D" }, "duration")).toBe(false);
  });
});

describe("problemOf", () => {
  it("finds the problem of an inner part, errors before warnings", () => {
    const field = { kind: "arms", name: "arms", label: "Arms", item: "condition" } as const;
    const problems = [
      { code: "w", severity: "warning" as const, message: "w", field: "arms" },
      { code: "e", severity: "error" as const, message: "e", field: "arms.0.condition" },
      { code: "x", severity: "error" as const, message: "x", field: "armsfull" },
    ];
    expect(problemOf(field, problems)?.code).toBe("e");
  });
});
