import { expect, test } from "vitest";
import { nodeDefinition, nodeTypes } from "@/lib/nodes/registry";
import { catalogue } from "./catalogue";
import { SERVER_EXAMPLE } from "./server-example";
import { withIds } from "./with-ids";

const named = (id: string) => id.replace(/^@\w+:/, "");
const names = { node: () => "Wait", segment: named, template: named, journey: named };

test.each(catalogue)("$ids.0 $does: the configuration is complete and the card says it in words", (row) => {
  const definition = nodeDefinition(row.step.type);
  const wanted = withIds(row.step.config, new Map([["@server", SERVER_EXAMPLE]]));
  const config = definition?.schema.parse(wanted);
  expect(config).toEqual(wanted);
  expect(definition?.check?.(config ?? {}) ?? []).toEqual([]);
  expect(definition?.summary(config ?? {}, names)).toBe(row.sentence);
});

/** Kinds of steps whose channel or partner has tests of its own. */
const shownElsewhere: ReadonlySet<string> = new Set(["crm_upsert"]);

test("every kind of step has a row", () => {
  const shown = new Set<string>(catalogue.map(({ step }) => step.type));
  expect(nodeTypes.filter((type) => !shown.has(type) && !shownElsewhere.has(type))).toEqual([]);
});
