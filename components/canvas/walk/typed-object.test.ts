import { describe, expect, it } from "vitest";
import { rowsOfObject, typedObject } from "./typed-object";

describe("typedObject", () => {
  it("reads values in the types they look like and reaches inside by dots", () => {
    expect(
      typedObject([
        { key: "cart.total", value: "20.5" },
        { key: "cart.currency", value: "NOK" },
        { key: "first", value: "true" },
        { key: "code", value: '"007"' },
      ]),
    ).toEqual({ cart: { total: 20.5, currency: "NOK" }, first: true, code: "007" });
  });

  it("leaves out rows whose name is no path", () => {
    const rows = ["", "a..b", "__proto__", "constructor.x"].map((key) => ({ key, value: "1" }));
    expect(typedObject(rows)).toEqual({});
  });

  it("reads back what it wrote", () => {
    const object = { total: 20, text: "7", list: [1, 2], deep: { a: null } };
    expect(typedObject(rowsOfObject(object))).toEqual(object);
  });
});
