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
});
