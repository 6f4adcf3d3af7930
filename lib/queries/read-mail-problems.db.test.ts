import { expect, test } from "vitest";
import { createJourney } from "@/lib/commands/create-journey";
import { installGalleryJourney } from "@/lib/commands/install-gallery-journey";
import { createWorkspace } from "@/lib/testing/factories";
import { driveJourneys, sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { readMailProblems } from "./read-mail-problems";

setUpTestDatabase();

test("before publishing, a mail's misspelt variable and the hole in its subject are told by step and setting", async () => {
  const { principal } = await driveJourneys();
  const subject = "Hi {{ frist_name }} of {{ scores.lead }} points";
  const graph = sketchGraph({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "mail", type: "email", config: { subject, body: "Hello {{ email }}, welcome among us." } },
    ],
    edges: ["start -> mail"],
  });
  const settings = { reentry: { policy: "once" as const } };
  const id = await createJourney(principal, { name: "Typo", description: "", graph, settings });
  const problems = (await readMailProblems(principal.workspaceId, id)) ?? [];
  const of = (code: string) => problems.filter((problem) => problem.code === code);
  const place = { severity: "warning", node_id: "mail", field: "subject" };
  expect(of("email_variable_unknown")).toEqual([
    expect.objectContaining({ ...place, message: expect.stringContaining("“frist_name”") }),
  ]);
  expect(of("email_fallback_missing")).toEqual([
    expect.objectContaining({ ...place, message: expect.stringContaining("“frist_name”") }),
    expect.objectContaining({ ...place, message: expect.stringContaining("“scores.lead”") }),
  ]);
  const stranger = await createWorkspace();
  expect(await readMailProblems(stranger.id, id)).toBeUndefined();
});

test("the words that a mail of the gallery asks its author for are told before publishing, once each", async () => {
  const { id: workspaceId } = await createWorkspace();
  const installed = await installGalleryJourney({ kind: "key", keyId: "k", scope: "full", workspaceId }, "welcome");
  if (!installed.ok) throw new Error(JSON.stringify(installed));
  const problems = (await readMailProblems(workspaceId, installed.plan.journey.id)) ?? [];
  const asked = problems.filter(({ code }) => code === "email_placeholder");
  expect(asked.map(({ node_id }) => node_id)).toEqual(["voices", "voices", "voices", "voices"]);
  expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(problems.length);
});
