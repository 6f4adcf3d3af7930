import { describe, expect, it } from "vitest";
import { dig } from "@/lib/journey/read-path";
import { attributeAsBefore, writeAttribute } from "./write-attribute";

describe("writeAttribute", () => {
  it("writes a dotted name where conditions look for it, beside what is there", () => {
    const before = { plan: "pro", company: { name: "Acme" } };
    const written = writeAttribute(before, "company.size", 12);
    expect(written).toEqual({ company: { name: "Acme", size: 12 } });
    expect(dig({ ...before, ...written }, ["company", "size"])).toBe(12);
  });

  it("makes what lies on the way, also in place of what is no object", () => {
    expect(writeAttribute({}, "address.geo.city", "Rome")).toEqual({ address: { geo: { city: "Rome" } } });
    expect(writeAttribute({ address: "Rome" }, "address.city", "Rome")).toEqual({ address: { city: "Rome" } });
  });

  it("leaves a name with a dot that is there as it is", () => {
    expect(writeAttribute({ "company.size": 3 }, "company.size", 12)).toEqual({ "company.size": 12 });
  });

  it("is taken back to what was there before, also when nothing was", () => {
    const before = { company: { name: "Acme" } };
    expect(attributeAsBefore(before, writeAttribute(before, "company.size", 12))).toEqual({
      company: { name: "Acme" },
    });
    expect(attributeAsBefore({}, writeAttribute({}, "plan", "pro"))).toEqual({ plan: null });
  });
});
