import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/journey/json";
import { stepNode } from "@/lib/testing/step-node";
import { crmUpsert } from "./definition";

const config = {
  connection_id: "0193f1aa-1111-7000-8000-000000000001",
  match: { property: "email", value: "{{ email }}" },
  fields: { firstname: "{{ first_name }}" },
  read: { crm_score: "score", lifecycle_stage: "stage", "address.city": "city" },
};
const answered = (value: JsonObject, ok = true) =>
  stepNode(crmUpsert, config, { wake: { by: "result", ok, value, at: 0 } });

describe("save to CRM", () => {
  test("asks once on arrival and waits without an end", () => {
    expect(stepNode(crmUpsert, config)).toEqual({
      kind: "wait",
      until: "forever",
      effects: [{ kind: "upsert_contact" }],
    });
    const moved = { wake: { by: "change", at: 1 } as const };
    expect(stepNode(crmUpsert, config, moved)).toMatchObject({ kind: "wait", effects: [] });
  });

  test("what comes back is written to the person: numbers as numbers, fields as text, and nothing that is empty", () => {
    const value = { id: "1", created: false, properties: { score: "42", stage: 7, city: null } };
    expect(answered(value)).toEqual({
      kind: "leave",
      port: "next",
      effects: [
        { kind: "set_run", values: { "node-1": value } },
        { kind: "set_attributes", set: { crm_score: 42, lifecycle_stage: "7" } },
      ],
    });
  });

  test("a refusal leaves by the error exit with what was said", () => {
    expect(answered({ error: "no" }, false)).toMatchObject({ kind: "leave", port: "error", reason: "crm_failed" });
  });

  test("says what is missing before it can be published", () => {
    const problems = (part: object) => crmUpsert.check?.({ ...config, ...part }).map(({ field }) => field);
    expect(problems({})).toEqual([]);
    expect(problems({ connection_id: "" })).toEqual(["connection_id"]);
    expect(problems({ match: { property: "email", value: " " } })).toEqual(["match"]);
    expect(problems({ read: { external_id: "x", a: "" } })).toEqual(["read.external_id", "read.a"]);
  });
});
