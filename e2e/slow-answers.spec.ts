import { makeJourney, openCanvas } from "./support/canvas";
import { press, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";

test("a publish is said to whoever has closed its sheet before the answer", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  const address = `**/api/v1/journeys/${journey}/publish`;
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await answered;
    await route.continue();
  });
  await openCanvas(page, journey);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: /^Publish version/ });
  const asked = page.waitForRequest(address, { timeout: 10_000 });
  await sheet.getByRole("button", { name: "Publish", exact: true }).click();
  await asked;
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  answer();
  await expect(page.getByText("Version 1 is live")).toBeVisible();
});

test("whoever takes out a line by key goes on at the next one, then at the one before", async ({
  signedIn: page,
  api,
}) => {
  const id = `lines-${Date.now().toString(36)}`;
  await api.call("PUT", `/api/v1/subscribers/${id}`, { attributes: { city: "Oslo", plan: "pro", size: "m" } });
  await page.goto(`/w/main/people/${id}`);
  const line = (name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  const remove = async (name: string) => {
    await tabTo(page, page.getByRole("button", { name: `Remove ${name}`, exact: true }));
    await press(page, "Enter");
    await expect(line(name)).toHaveCount(0);
  };
  await remove("plan");
  await expect(line("size")).toBeFocused();
  await remove("size");
  await expect(line("city")).toBeFocused();
});
