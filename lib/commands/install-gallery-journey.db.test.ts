import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { gallery } from "@/lib/gallery/registry";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { installGalleryJourney } from "./install-gallery-journey";
import { publishJourney } from "./publish-journey";

setUpTestDatabase();

const owner = async () => {
  const { id } = await createWorkspace();
  return { kind: "key", keyId: "gallery", scope: "full", workspaceId: id } as const;
};

describe("in an empty workspace", () => {
  it.each(gallery.map(({ key }) => key))(
    "%s is installed with its mails, passes its tests and can be published",
    async (key) => {
      const principal = await owner();
      const installed = await installGalleryJourney(principal, key);
      if (!installed.ok) throw new Error(JSON.stringify(installed));
      const { plan } = installed;
      expect(plan.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      const failed = plan.test_run?.results.filter(({ passed }) => !passed);
      expect(failed, JSON.stringify(failed, undefined, 1)).toEqual([]);
      expect(plan.test_run?.passed).toBeGreaterThan(1);
      expect(await publishJourney(principal, plan.journey.id)).toMatchObject({ ok: true });
    },
  );
});

it("installing twice makes a second journey, numbered, that shares the mails", async () => {
  const principal = await owner();
  const first = await installGalleryJourney(principal, "welcome");
  const second = await installGalleryJourney(principal, "welcome");
  if (!first.ok || !second.ok) throw new Error(JSON.stringify([first, second]));
  expect(second.plan.journey.id).not.toBe(first.plan.journey.id);
  expect(second.plan.journey.name).toBe(`${first.plan.journey.name} 2`);
  expect(await prisma().template.count({ where: { workspaceId: principal.workspaceId } })).toBe(5);
});
