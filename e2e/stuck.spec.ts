import { makeJourney, step } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";

test("who stands still is found by name and by step from any view of the journey", async ({ signedIn: page, api }) => {
  const run = Date.now().toString(36);
  const journey = await makeJourney(api, {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "signed", type: "wait_for_event", config: { events: [{ event: `signed_${run}`, port: "signed" }] } },
    ],
    edges: [{ from: "start", port: "next", to: "signed" }],
  });
  await api.post(`/api/v1/journeys/${journey}/publish`);
  await api.call("PUT", `/api/v1/subscribers/stella-${run}`, { first_name: `Stella ${run}` });
  await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: `stella-${run}` });

  await page.goto(`/w/main/journeys/${journey}?view=report`);
  const button = page.getByRole("button", { name: "1 stuck" });
  // The watchdog looks each half minute, the page each quarter.
  await expect(button).toBeVisible({ timeout: 90_000 });
  await button.click();
  const sheet = page.getByRole("dialog", { name: "Needs you" });
  await expect(sheet.getByText("1 person waits for what cannot happen")).toBeVisible();
  await expectAccessible(page, "who stands still");
  await sheet.getByRole("button", { name: "See who" }).click();
  await expect(page.getByRole("dialog", { name: "People at this step" }).getByText(`Stella ${run}`)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto(`/w/main/journeys/${journey}?view=report&stuck=1`);
  await sheet.getByRole("button", { name: "Open the step" }).click();
  await expect(sheet).toBeHidden();
  await expect(step(page, "signed")).toBeFocused();
});
