import { expect, test } from "vitest";
import { makeFacts } from "@/lib/testing/drive-journey";
import { applyAttributes } from "./apply-attributes";

const ada = makeFacts({
  subscriber: { attributes: { plan: "free", address: { city: "Oslo", zip: "1" }, list: [1] } },
}).subscriber;

test("writes fields by name and everything else as attributes, without touching its input", () => {
  const after = applyAttributes(ada, { first_name: "Bo", plan: "pro", "address.city": "Rome", "new.deep.key": 1 });
  expect(after).toMatchObject({
    first_name: "Bo",
    attributes: { plan: "pro", address: { city: "Rome", zip: "1" }, new: { deep: { key: 1 } } },
  });
  expect(ada.attributes).toEqual({ plan: "free", address: { city: "Oslo", zip: "1" }, list: [1] });
});

test("a field holds its text without space around it, or nothing", () => {
  expect(applyAttributes(ada, { email: "\n bo@example.com\u00a0", last_name: " \n" })).toMatchObject({
    email: "bo@example.com",
    last_name: null,
  });
});

test("null removes, and removing what is not there adds nothing", () => {
  expect(applyAttributes(ada, { plan: null, "address.zip": null, first_name: null })).toMatchObject({
    first_name: null,
    attributes: { address: { city: "Oslo" } },
  });
  expect(applyAttributes(ada, { "none.of.this": null, "list.a": null }).attributes).toEqual(ada.attributes);
});

test("what identifies a person, and what is no attribute, cannot be written", () => {
  expect(applyAttributes(ada, { external_id: "eve", created_at: 1, "event.x": 1, "email.x": "y" })).toEqual(ada);
});
