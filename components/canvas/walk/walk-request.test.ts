import { describe, expect, it } from "vitest";
import { emptyWalkForm, walkRequest } from "./walk-request";

describe("walkRequest", () => {
  it("of an existing person names them and nobody else", () => {
    const request = walkRequest({ ...emptyWalkForm, externalId: "ada" }, "signed_up", undefined);
    expect(request).toEqual({
      external_id: "ada",
      trigger: { event: "signed_up", properties: {} },
      events: [],
      version: "draft",
    });
  });

  it("of an invented one carries what was typed, in its types", () => {
    const request = walkRequest(
      {
        ...emptyWalkForm,
        who: "invented",
        timezone: "Asia/Tokyo",
        tags: ["vip"],
        attributes: { lifetime_value: 1250 },
        properties: { cart: { total: 20.5 } },
        later: [
          { event: "bought", after: "P1D", properties: {} },
          { event: "", after: "PT1H", properties: {} },
        ],
        version: 3,
      },
      undefined,
      "2026-03-02T10:00:00.000Z",
    );
    expect(request).toEqual({
      subscriber: {
        first_name: "Ada",
        email: "ada@example.com",
        timezone: "Asia/Tokyo",
        tags: ["vip"],
        attributes: { lifetime_value: 1250 },
      },
      trigger: { properties: { cart: { total: 20.5 } } },
      events: [{ event: "bought", after: "P1D", properties: {} }],
      start_at: "2026-03-02T10:00:00.000Z",
      version: 3,
    });
  });
});
