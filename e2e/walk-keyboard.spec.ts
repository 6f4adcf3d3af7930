import { expectAccessible } from "./support/expect-accessible";
import { arrowTo, press, skipToContent, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";
import { makeWalkScene, panelOf, slugOf } from "./support/walk-scene";

/** Walking a journey before it runs, and what has happened in one, with nothing but keys. */

test("J4 an invented person and a real one are walked with keys alone: later events, values, mails, time back and forth", async ({
  signedIn: page,
  api,
}) => {
  const scene = await makeWalkScene(api);
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}`);
  const panel = panelOf(page);
  const list = panel.getByRole("list", { name: "What happens" });
  const current = list.locator("[aria-current=step]");
  const add = async (button: string, first: string, ...texts: string[]) => {
    await tabTo(page, panel.getByRole("button", { name: button }).first());
    await press(page, "Enter");
    // What was added stands before the button that adds.
    await tabTo(page, panel.getByLabel(first, { exact: true }), "Shift+Tab");
    for (const text of texts) {
      await page.keyboard.type(text);
      await press(page, "Tab");
    }
  };

  await test.step("somebody invented, who does something later", async () => {
    await skipToContent(page);
    await tabTo(page, page.getByRole("button", { name: "Walk", exact: true }));
    await press(page, "Enter");
    await tabTo(page, panel.getByRole("radio", { name: "A real person" }));
    await arrowTo(page, panel.getByRole("radio", { name: "An invented one" }), "ArrowRight", "Space");
    await tabTo(page, panel.getByLabel("First name"));
    await page.keyboard.type("Ida");
    await press(page, "Tab");
    await page.keyboard.type("ida@example.com");
    await add("Add an attribute", "Attribute 1: name", "lifetime_value", "500");
    await add("Add a property", "Property 1: name", "total", "250");
    await add("Add an event", "Event 1");
    await press(page, "Enter");
    await expect(page.getByPlaceholder("Search or type an event name")).toBeFocused();
    await page.keyboard.type("never_sent_at_all");
    await expect(page.getByRole("option", { name: /never_sent_at_all/ })).toBeVisible();
    await press(page, "Enter");
    await tabTo(page, panel.getByLabel("When event 1 happens: hours"));
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type("60");
    await tabTo(page, panel.getByRole("button", { name: "Walk", exact: true }));
    await press(page, "Enter");
    await expect(list.getByText("event.total 250 (> 100?)")).toBeVisible();
    await expect(list.getByText("lifetime_value 500 (> 1,000?) → No")).toBeVisible();
    await expect(list.getByRole("button", { name: /did “never_sent_at_all”/ })).toBeVisible();
  });

  await test.step("the mails, and time back and forth", async () => {
    const mail = page.getByRole("region", { name: "Messages" }).getByRole("button", { name: /Thanks, Ida/ });
    await tabTo(page, mail, "Shift+Tab");
    await press(page, "Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.frameLocator("iframe").getByText("Hello Ida.")).toBeVisible();
    await press(page, "Escape");
    await expect(dialog).toBeHidden();
    await expect(mail).toBeFocused();
    await expect(current).toContainText("Thanks");
    await press(page, "ArrowRight");
    await expect(current).toContainText("Wait 1 day");
    await press(page, "ArrowLeft");
    await expect(current).toContainText("Thanks");
  });

  await test.step("a real person", async () => {
    await tabTo(page, panel.getByRole("button", { name: "Change" }));
    await press(page, "Enter");
    await tabTo(page, panel.getByRole("radio", { name: "An invented one" }));
    await arrowTo(page, panel.getByRole("radio", { name: "A real person" }), "ArrowLeft", "Space");
    await tabTo(page, panel.getByRole("combobox", { name: "Person" }));
    await press(page, "Enter");
    await expect(page.locator("[cmdk-input]")).toBeFocused();
    await page.keyboard.type(scene.name);
    await expect(page.locator("[cmdk-item][data-selected=true]")).toContainText(scene.name);
    await press(page, "Enter");
    await tabTo(page, panel.getByRole("button", { name: "Walk", exact: true }));
    await press(page, "Enter");
    await expect(list.getByText("lifetime_value 900 (> 1,000?) → No")).toBeVisible();
    await tabTo(page, panel.getByRole("button", { name: "Back to editing" }), "Shift+Tab");
    await press(page, "Enter");
    await expect(panel).toBeHidden();
  });

  await test.step("why somebody was skipped at a step", async () => {
    await expect(page.locator("[data-step=thanks]")).toHaveAccessibleDescription(/1 skipped/);
    await press(page, "Home", "ArrowDown", "w");
    const people = page.getByRole("dialog", { name: "People at this step" });
    await tabTo(page, people.getByRole("radio", { name: "Waiting" }));
    await arrowTo(page, people.getByRole("radio", { name: /^Failed/ }), "End", "Space");
    await expect(people.getByRole("list", { name: "Why people did not pass" })).toContainText(/address/i);
    await press(page, "Escape");
  });
});

test("a real run is opened from its step and replayed with keys alone, with why somebody else was not let in", async ({
  signedIn: page,
  api,
}) => {
  const scene = await makeWalkScene(api);
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}`);
  await expect(page.locator("[data-step=day]")).toHaveAccessibleDescription(/2 waiting/);
  await press(page, "Home", "ArrowDown", "ArrowDown", "w");
  await tabTo(page, page.getByRole("dialog").getByRole("link", { name: new RegExp(scene.name) }));
  await press(page, "Enter");
  await expect(page).toHaveURL(new RegExp(`person=${scene.ada}`));
  const panel = panelOf(page);
  const current = panel.getByRole("list", { name: "What happens" }).locator("[aria-current=step]");
  await expect(current).toContainText("Wait 1 day");
  await expect(panel.getByText(/at “Wait 1 day” until/)).toBeVisible();
  await tabTo(page, page.getByRole("slider", { name: "Moment" }));
  await press(page, "Home");
  await expect(current).toContainText("order_placed");
  await press(page, "ArrowRight");
  await expect(current).toContainText("Thanks");

  const question = panel.getByRole("combobox", { name: "Why (not) …?" });
  await tabTo(page, question);
  await press(page, "Enter");
  await arrowTo(page, page.getByRole("option", { name: /You are a VIP/ }), "ArrowDown");
  await expect(panel.getByRole("region", { name: "Why" })).toContainText("is still waiting at “Wait 1 day”");
  await expectAccessible(page, "the replay");

  await page.goto(`/w/${slug}/people/${scene.bob}?tab=journeys&why=${scene.journey}`);
  const answer = page.getByRole("region", { name: "Why" });
  await expect(answer).toContainText("was not let in");
  await expectAccessible(page, "the person's page");
  await skipToContent(page);
  await tabTo(page, answer.getByRole("link", { name: "event.total 20 (> 100?)" }));
  await press(page, "Enter");
  await page.waitForURL(/node=start/);
});
