import { expect, test } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { driveJourneys, sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { createJourney } from "./create-journey";
import { createTemplate } from "./create-template";
import { publishJourney } from "./publish-journey";

setUpTestDatabase();

test("a journey whose mail is broken cannot be published, and says which step and why", async () => {
  const run = await driveJourneys();
  const template = await createTemplate(run.principal, {
    name: "Broken",
    document: {
      v: 1,
      subject: "Hello {{ first_name",
      preheader: "",
      blocks: [{ id: "b", type: "button", label: "Go", href: "", align: "left", variant: "solid" }],
    },
  });
  const graph = sketchGraph({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "mail", type: "email", config: { template_id: template } },
    ],
    edges: ["start -> mail"],
  });
  const id = await createJourney(run.principal, {
    name: "Broken",
    description: "",
    graph,
    settings: { reentry: { policy: "once" } },
  });
  const published = await publishJourney(run.principal, id);
  expect(published).toMatchObject({ ok: false, reason: "invalid" });
  const problems = published.ok || published.reason !== "invalid" ? [] : published.problems;
  expect(problems.filter((p) => p.severity === "error")).toEqual([
    expect.objectContaining({ code: "email_liquid", node_id: "mail", field: "template_id" }),
    expect.objectContaining({ code: "email_link_missing", node_id: "mail", field: "template_id" }),
  ]);
  expect(await prisma().journeyVersion.count({ where: { journeyId: id } })).toBe(0);
  // Nothing was published, so the mail's history does not say that it was.
  expect(await prisma().templateVersion.count({ where: { templateId: template } })).toBe(0);
});

test("two journeys that share a changed mail can be published at the same moment", async () => {
  const run = await driveJourneys();
  const template = await createTemplate(run.principal, { name: "Shared" });
  const graph = sketchGraph({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "mail", type: "email", config: { template_id: template } },
    ],
    edges: ["start -> mail"],
  });
  const settings = { reentry: { policy: "once" as const } };
  const ids = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      createJourney(run.principal, { name: `J${n}`, description: "", graph, settings }),
    ),
  );
  const published = await Promise.all(ids.map((id) => publishJourney(run.principal, id)));
  expect(published.map(({ ok }) => ok)).toEqual(ids.map(() => true));
  expect(
    await prisma().templateVersion.findMany({ where: { templateId: template }, select: { number: true } }),
  ).toEqual([{ number: 1 }]);
});
