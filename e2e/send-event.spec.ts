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
  await page.getByPlaceholder(/type a new id or address/).waitFor();
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
