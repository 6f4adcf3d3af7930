import { makeJourney, openCanvas, step } from "./support/canvas";
import { expect, test } from "./support/product";

test.use({ viewport: { width: 1280, height: 900 } });

test("a rule that is left unfinished is said, counts for nothing, and waits in its step", async ({
  signedIn: page,
  api,
}) => {
  const branch = (id: string) => ({ id, type: "branch", config: { condition: { tag: "vip" } } });
  const journey = await makeJourney(api, {
    nodes: [{ id: "start", type: "trigger.manual", config: {} }, branch("first"), branch("second")],
    edges: [
      { from: "start", port: "next", to: "first" },
      { from: "first", port: "yes", to: "second" },
    ],
  });
  await openCanvas(page, journey);
  const settings = page.getByRole("complementary", { name: /^Settings:/ });
  const unfinished = settings.getByRole("paragraph").filter({ hasText: "Choose a tag" });
  await step(page, "first").click();
  await settings.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("menuitem", { name: /^Tag/ }).click();
  await expect(unfinished).toBeVisible();

  await step(page, "second").click();
  await expect(page.getByText(/: a rule is unfinished/)).toBeVisible();
  await expect(settings.getByRole("group", { name: "Rule 1", exact: true })).toBeVisible();
  await expect(unfinished).toHaveCount(0);

  await step(page, "first").click();
  await expect(unfinished).toBeVisible();
  await settings.getByRole("button", { name: "Remove rule 2" }).click();
  await step(page, "second").click();
  await step(page, "first").click();
  await expect(settings.getByRole("group", { name: "Rule 1", exact: true })).toBeVisible();
  await expect(unfinished).toHaveCount(0);
});
