import { makeJourney } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";

test("somebody new gets into a journey by an event sent from the page, by keyboard alone", async ({
  signedIn: page,
  api,
}) => {
  const run = Date.now().toString(36);
  const event = `cart_left_${run}`;
  const person = `mia-${run}@example.com`;
  const journey = await makeJourney(api, {
    nodes: [
      { id: "start", type: "trigger.event", config: { event } },
      { id: "day", type: "wait", config: { duration: "P1D" } },
    ],
    edges: [{ from: "start", port: "next", to: "day" }],
  });
  await api.post(`/api/v1/journeys/${journey}/publish`);

  await page.goto(`/w/main/events?send=${event}`);
  const dialog = page.getByRole("dialog", { name: "Send an event" });
  await expect(dialog.getByRole("combobox", { name: "Event" })).toContainText(event);
  await expectAccessible(page, "sending an event");
  await dialog.getByRole("combobox", { name: "Person" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder(/type a new id or address/)).toBeFocused();
  await page.keyboard.type(person);
  await expect(page.getByRole("option", { name: `Use “${person}”` })).toHaveAttribute("data-selected", "true");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "Person" })).toContainText(person);
  await dialog.getByRole("button", { name: "Add a property" }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox", { name: "Property 1: name" }).fill("cart_value");
  await dialog.getByRole("textbox", { name: "Property 1: value" }).fill("250");
  await dialog.getByRole("button", { name: "Send event" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("list", { name: "Events" }).getByText(person).first()).toBeVisible();

  const { data } = await api.get<{ data: { external_id: string }[] }>(`/api/v1/journeys/${journey}/enrollments`);
  expect(data.map(({ external_id }) => external_id)).toEqual([person]);
  const { email } = await api.get<{ email: string }>(`/api/v1/subscribers/${encodeURIComponent(person)}`);
  expect(email).toBe(person);
});

test("events that cannot be loaded say so and stay said, until somebody tries again", async ({ signedIn: page }) => {
  await page.clock.install();
  const failing = "**/api/v1/events?**";
  await page.route(failing, (route) => route.fulfill({ status: 500, json: { title: "Internal error", status: 500 } }));
  await page.goto("/w/main/events");
  const failed = page.getByRole("alert").filter({ hasText: "This could not be loaded" });
  const isFailed = async () => {
    await page.clock.runFor(500);
    return failed.isVisible();
  };
  await expect.poll(isFailed, { intervals: [100] }).toBe(true);
  for (let seconds = 0; seconds < 20; seconds++) {
    await page.clock.runFor(1_000);
    expect(await failed.isVisible(), `after ${seconds} s more`).toBe(true);
  }
  await expectAccessible(page, "events that could not be loaded");
  await page.unroute(failing);
  await failed.getByRole("button", { name: "Try again" }).click();
  await page.clock.resume();
  await expect(failed).toBeHidden();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});
