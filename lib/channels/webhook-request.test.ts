import fc from "fast-check";
import { expect, test } from "vitest";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import type { Json, JsonObject } from "@/lib/journey/json";
import { fillWebhookRequest } from "./webhook-request";

const NOW = Date.parse("2026-03-02T10:00:00Z");

function fill(body: Json, person: { first_name?: string | null; attributes?: JsonObject }, event: JsonObject = {}) {
  const context = templateContext(
    {
      subscriber: {
        id: "1",
        external_id: "ada",
        email: "ada@example.com",
        phone: null,
        last_name: null,
        timezone: null,
        locale: null,
        lifecycle_stage: null,
        tags: [],
        created_at: NOW,
        attributes: {},
        first_name: null,
        ...person,
      },
      trigger: { node: "start", event: "bought", properties: event, at: NOW },
      run: {},
      entered_at: NOW,
      journey: { id: "j", name: "J", version: 1 },
      default_timezone: "UTC",
      fetched: new Map(),
    },
    NOW,
  );
  const config = { method: "POST", url: "https://example.com", body };
  return fillWebhookRequest(config, (text) => fillLiquid(text, context), {});
}

const bodyOf = (filled: ReturnType<typeof fill>): unknown => {
  if (!filled.ok) throw new Error(filled.error);
  return JSON.parse(filled.request.body ?? "");
};

/** Everything that has broken JSON somewhere: quotes, backslashes, line ends, halves of pairs, Liquid, whole documents. */
const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    '"',
    "\\",
    '\\"',
    '","admin":true,"x":"',
    "}",
    "{{ email }}",
    "{% if %}",
    "\u2028",
    "a\nb\tc",
    "\ud800",
    "null",
  ),
);

test("N19: a body stays the JSON that its author wrote, whatever a person's data holds", () => {
  const templates: string[] = [
    '{"name": "{{ first_name }}", "nested": ["{{ first_name }}", 1]}',
    '{"name": "{{ first_name | default: "there" }}", "n": 1}',
    '{"name": {{ first_name }}, "n": 1}',
    '{"list": [{% for tag in event.items %}"{{ tag }}"{% unless forloop.last %},{% endunless %}{% endfor %}]}',
    '{"a": {% if first_name == "x" %}"yes {{ first_name }}"{% else %}{{ event.items | json }}{% endif %}}',
    '[{{ event }}, {"said": "\\"{{- first_name -}}\\""}]',
  ];
  fc.assert(
    fc.property(nasty, fc.array(nasty, { maxLength: 4 }), fc.constantFrom(...templates), (name, items, template) => {
      const body = bodyOf(fill(template, { first_name: name }, { items }));
      const plain = bodyOf(fill(template, { first_name: "Ada" }, { items: items.map(() => "x") }));
      expect(shapeOf(body)).toEqual(shapeOf(plain));
    }),
  );
});

/** The same document with every text taken out: data may change words, never the shape. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
  return typeof value === "string" ? "text" : value;
}

test("a variable that stands alone keeps its kind; what is not known is null", () => {
  const template =
    '{"total": {{ event.total }}, "vip": {{ event.vip }}, "none": {{ event.none }}, "items": {{ event.items }}}';
  expect(bodyOf(fill(template, {}, { total: 12.5, vip: true, items: [1, { a: "b" }] }))).toEqual({
    total: 12.5,
    vip: true,
    none: null,
    items: [1, { a: "b" }],
  });
});

test("what is not JSON in the end is said instead of sent", () => {
  expect(fill('{"a": {{ event.total }} oops}', {}, { total: 1 })).toMatchObject({
    ok: false,
    error: expect.stringContaining("not valid JSON once it is filled"),
  });
});

test("a body that never was JSON is filled as text", () => {
  const filled = fill("{{ first_name }} bought {{ event.total }}", { first_name: 'A"da' }, { total: 3 });
  expect(filled).toMatchObject({ ok: true, request: { body: 'A"da bought 3' } });
});
