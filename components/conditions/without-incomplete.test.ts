import { describe, expect, it } from "vitest";
import { conditionSchema } from "@/lib/journey/condition";
import { leafKindsFor, newLeaf } from "./condition-model";
import { withoutIncomplete } from "./without-incomplete";

describe("withoutIncomplete", () => {
  it("leaves a finished condition as it is", () => {
    const condition = { any: [{ tag: "vip" }, { all: [{ path: "plan", op: "equals" as const, value: "pro" }] }] };
    expect(withoutIncomplete(condition)).toEqual(condition);
  });

  it("drops what is being written and keeps its neighbours", () => {
    expect(
      withoutIncomplete({ all: [{ tag: "vip" }, { event: "" }, { any: [] }, { any: [{ segment_id: "" }] }] }),
    ).toEqual({
      all: [{ tag: "vip" }],
    });
  });

  it("drops an unfinished filter of an event and keeps the event", () => {
    const rule = { event: "order", where: { all: [{ path: "event.", op: "equals" as const, value: "" }] } };
    expect(withoutIncomplete({ all: [rule] })).toEqual({ all: [{ event: "order" }] });
  });

  it("always answers with something the schema accepts", () => {
    for (const kind of leafKindsFor("any")) {
      expect(conditionSchema.safeParse(withoutIncomplete({ none: [newLeaf(kind, "subscriber")] })).success).toBe(true);
      expect(conditionSchema.safeParse(withoutIncomplete(newLeaf(kind, "subscriber"))).success).toBe(true);
    }
  });
});
