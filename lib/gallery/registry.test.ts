import { describe, expect, it } from "vitest";
import { emailDocumentSchema } from "@/lib/email/document";
import { checkGraph } from "@/lib/engine/check-graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { gallery } from "./registry";

const world = (templates: string[]) => ({
  segments: new Set<string>(),
  templates: new Set(templates.map((key) => `@templates/${key}`)),
  eventNames: new Set<string>(),
});

describe.each(gallery.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  it("can be published as it is", () => {
    const settings = journeySettingsSchema.parse(entry.settings);
    const problems = checkGraph(entry.graph, settings, world(Object.keys(entry.templates)));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("has documents that are valid, and every one is used", () => {
    for (const { document } of Object.values(entry.templates))
      expect(emailDocumentSchema.parse(document)).toEqual(document);
    const used = JSON.stringify(entry.graph);
    for (const key of Object.keys(entry.templates)) expect(used).toContain(`@templates/${key}`);
  });

  it("says which events start it", () => {
    const asked = entry.graph.nodes.flatMap(({ type, config }) =>
      type === "trigger.event" && typeof config.event === "string" ? [config.event] : [],
    );
    const told = entry.needs.map(({ name }) => name);
    for (const event of asked) expect(told).toContain(event);
  });

  it("has tests", () => expect(entry.tests.length).toBeGreaterThan(1));
});
