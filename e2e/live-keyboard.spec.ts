import { makeJourney, openCanvas, step, storedGraph, storedWays } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { arrowTo, press, skipToContent, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";

/** What is live about a journey, and the company of others, without a mouse. */

test.use({ viewport: { width: 1440, height: 900 } });

test("numbers are read with the step, and lead to the people, the colours, other days and other versions", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await api.post(`/api/v1/journeys/${journey}/publish`);
  const person = `keys-${journey.slice(-6)}`;
  await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com`, first_name: "Mo" });
  await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: person });
  await openCanvas(page, journey);
  await skipToContent(page);
  await tabTo(page, step(page, "start"));
  await press(page, "ArrowDown");
  await expect(step(page, "day")).toBeFocused();
  await expect(step(page, "day")).toHaveAccessibleDescription("1 waiting");
  await press(page, "w");
  const people = page.getByRole("dialog", { name: "People at this step" });
  await expect(people.getByRole("link", { name: /Mo/ })).toBeVisible();
  await tabTo(page, people.getByRole("radio", { name: "Waiting" }));
  await arrowTo(page, people.getByRole("radio", { name: /^Failed/ }), "End", "Space");
  await expect(people.getByText("No run failed here.")).toBeVisible();
  await expectAccessible(page, "who failed at a step");
  await press(page, "d", "Escape");
  await expect(step(page, "day")).toBeFocused();
  expect((await storedGraph(api, journey)).nodes).toHaveLength(6);

  const numbers = page.getByRole("button", { name: /^Numbers: / });
  await tabTo(page, numbers);
  await press(page, "Enter");
  const heat = page.getByRole("switch", { name: /^Heat/ });
  await expect(heat).toBeFocused();
  await press(page, "Space");
  await expect(heat).toBeChecked();
  const days = page.getByRole("radiogroup", { name: "Days that are counted" });
  await tabTo(page, days.getByRole("radio", { checked: true }));
  await arrowTo(page, days.getByRole("radio").first(), "Home", "Space");
  await expectAccessible(page, "numbers of some days");
  await tabTo(page, page.getByRole("combobox", { name: "Version that is counted" }));
  await press(page, "Enter");
  await arrowTo(page, page.getByRole("option", { name: "Version 1" }), "End");
  await expect(page.getByRole("combobox", { name: "Version that is counted" })).toHaveText("Version 1");
  await press(page, "Escape");
  await expect(numbers).toBeFocused();
  await expect(numbers).toHaveAccessibleName(/^Numbers: v1 /);

  // Another way to start, from any step.
  await tabTo(page, step(page, "day"), "Shift+Tab");
  await press(page, "Shift+A");
  await expect(page.getByRole("combobox", { name: "Search ways to start" })).toBeFocused();
  await expectAccessible(page, "ways to start");
  await page.keyboard.type("event happens");
  await press(page, "Enter");
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^event_\w+ next day$/));
});

test("who else is here is read with the step; a lock and a conflict are answered with keys", async ({
  signedIn: page,
  api,
  context,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey, "?node=day");
  await expect(page.getByRole("complementary", { name: "Settings: Wait" })).toBeVisible();
  const other = await context.newPage();
  await openCanvas(other, journey);
  const presence = other.getByRole("list", { name: "Also here" }).getByRole("button", { name: /is at “Wait 1 day”/ });
  await skipToContent(other);
  await tabTo(other, presence);
  await press(other, "Enter");
  await expect(step(other, "day")).toBeFocused();
  await expect(step(other, "day")).toHaveAccessibleDescription(/editing this step/);
  await press(other, "Enter");
  const settings = other.getByRole("complementary", { name: "Settings: Wait" });
  await expect(settings.getByRole("button", { name: "Edit anyway" })).toBeFocused();
  await expectAccessible(other, "a step that somebody else edits");
  await press(other, "Enter");
  await expect(settings.getByText("is editing this step")).toBeHidden();
  await expect(settings.locator(":focus")).toHaveCount(1);
  await tabTo(other, settings.getByLabel("Note"));
  await other.keyboard.type("Agreed with Kim");
  await expect
    .poll(async () => (await storedGraph(api, journey)).notes)
    .toEqual([{ node: "day", text: "Agreed with Kim" }]);
  await press(other, "Escape");
  await expect(step(other, "day")).toBeFocused();

  await page.bringToFront();
  await tabTo(page, step(page, "day"), "Shift+Tab");
  await press(page, "Escape", "ArrowUp", "End");
  await expect(step(page, "rest")).toBeFocused();
  await press(page, "Delete");
  const dialog = page.getByRole("dialog", { name: "Somebody else changed this journey" });
  await expect(dialog.getByRole("region", { name: "You have" })).toContainText("Deleted: Wait (Wait 2 days)");
  await tabTo(page, dialog.getByRole("button", { name: "Take their version" }));
  await press(page, "Enter");
  await expect(dialog).toBeHidden();
  await expect(step(page, "rest")).toBeVisible();
  await expect(page.locator("body")).not.toBeFocused();
  await expect(page.getByRole("button", { name: /^Note on Wait 1 day: Agreed with Kim/ })).toBeVisible();
});
