import { keyboard } from "./support/act";
import { makeJourney, openCanvas } from "./support/canvas";
import { chooseFiles } from "./support/choose-files";
import { expectAccessible } from "./support/expect-accessible";
import { arrowTo, press, skipToContent, tabTo } from "./support/keyboard";
import { type Api, expect, test } from "./support/product";
import { removals, saveDraft, standsAt } from "./support/versions";

/** The life of a journey around its canvas without a mouse: versions, publishing, pausing, dry runs, files, tests, backtests. */

test.use({ viewport: { width: 1440, height: 900 } });

const run = Date.now().toString(36);
/** `marked`: tagged before the wait, or after it. */
const graphOf = (event: string, duration: string, body: string, marked: "before" | "after" = "before") => ({
  nodes: [
    { id: "start", type: "trigger.event", config: { event } },
    { id: "hello", type: "email", config: { subject: "Hello there", body } },
    { id: "mark", type: "add_tag", config: { tag: "greeted" } },
    { id: "day", type: "wait", config: { duration } },
    { id: "out", type: "exit", config: {} },
  ],
  edges: (marked === "before"
    ? ["start", "hello", "mark", "day", "out"]
    : ["start", "hello", "day", "mark", "out"]
  ).flatMap((to, i, steps) => {
    const from = steps[i - 1];
    return from === undefined ? [] : [{ from, port: "next", to }];
  }),
});

/** Version 1 is live, one person waits at "day", and the draft says something else. */
async function makeLive(api: Api): Promise<string> {
  const event = `came_${run}`;
  const journey = await makeJourney(api, graphOf(event, "P2D", "The old words."));
  await api.post(`/api/v1/journeys/${journey}/publish`);
  const traits = { email: `ada-${run}@example.com`, first_name: "Ada" };
  await api.post("/api/v1/track", { userId: `ada-${run}`, event, context: { traits } });
  await api.post("/api/v1/clock", { advance: "PT1M" });
  return journey;
}

test("versions, publishing, pausing and a dry run are decided with keys alone", async ({ signedIn: page, api }) => {
  const journey = await makeLive(api);
  await saveDraft(page, journey, graphOf(`came_${run}`, "P5D", "The new words.", "after"));
  await openCanvas(page, journey);
  const versions = page.getByRole("button", { name: /Versions:/ });

  await test.step("the comparison with both mails, and back", async () => {
    await skipToContent(page);
    await tabTo(page, versions);
    await press(page, "Enter");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    await expectAccessible(page, "menu of versions");
    await arrowTo(page, page.getByRole("menuitem", { name: "Compare the draft with live" }), "End");
    await expect(page).toHaveURL(/compare=live\.\.draft/);
    await expect(page.getByRole("button", { name: /^Moved: Add tag/ })).toBeVisible();
    const changed = page.getByRole("button", { name: /^Changed: Wait/ });
    await tabTo(page, changed);
    await press(page, "Enter");
    await expect(changed).toHaveAttribute("aria-pressed", "true");
    const both = page.getByRole("button", { name: "Show both mails" });
    await tabTo(page, both);
    await press(page, "Enter");
    await expect(page.getByRole("dialog", { name: "The mail on both sides" })).toBeVisible();
    await press(page, "Escape");
    await expect(both).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: "Close the comparison" }), "Shift+Tab");
    await press(page, "Enter");
    await expect(page).not.toHaveURL(/compare=/);
    await expect(versions).toBeFocused();
  });

  await test.step("an old version is restored, and that is undone", async () => {
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("menuitem", { name: /^Live: version 1/ }), "ArrowDown");
    await tabTo(page, page.getByRole("button", { name: "Restore as the draft" }));
    await press(page, "Enter");
    await expect(page).not.toHaveURL(/version=/);
    await expect(versions).toBeFocused();
    await expect(page.getByRole("button", { name: /^Wait: Wait 2 days/ })).toBeVisible();
    await tabTo(page, page.getByRole("button", { name: "Undo: restore version 1" }));
    await press(page, "Enter");
    await expect(page.getByRole("button", { name: /^Wait: Wait 5 days/ })).toBeVisible();
  });

  await test.step("publishing with a word for the person inside", async () => {
    const publish = page.getByRole("button", { name: "Publish", exact: true });
    await tabTo(page, publish, "Shift+Tab");
    await press(page, "Enter");
    const sheet = page.getByRole("dialog", { name: "Publish version 2" });
    const choice = sheet.getByRole("combobox", { name: /1 person at Wait 2 days/ });
    await tabTo(page, choice);
    await press(page, "Enter");
    await expect(page.getByRole("option", { name: /Finish on version 1/ })).toBeFocused();
    await expectAccessible(page, "what becomes of people");
    await arrowTo(page, page.getByRole("option", { name: /Begin this step anew/ }), "ArrowDown");
    await expect(choice).toHaveText(/Begin this step anew/);
    await expect(choice).toBeFocused();
    await tabTo(page, sheet.getByRole("button", { name: "Publish", exact: true }));
    await press(page, "Enter");
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeFocused();
    await expect.poll(async () => (await api.get<{ version: number }>(`/api/v1/journeys/${journey}`)).version).toBe(2);
  });

  await test.step("a pause, and going on in another way", async () => {
    await tabTo(page, page.getByRole("button", { name: "Pause" }), "Shift+Tab");
    await press(page, "Enter");
    const pause = page.getByRole("dialog", { name: /^Pause/ });
    await tabTo(page, pause.getByRole("button", { name: "Pause" }));
    await press(page, "Enter");
    await expect(pause).toBeHidden();
    const resume = page.getByRole("button", { name: "Resume" });
    await expect(resume).toBeFocused();
    await press(page, "Enter");
    const dialog = page.getByRole("dialog", { name: /^Resume/ });
    const shift = dialog.getByRole("radio", { name: /Shift every timer/ });
    await tabTo(page, dialog.getByRole("radio", { name: /As if it had never/ }));
    await arrowTo(page, shift, "ArrowDown", "Space");
    await expect(shift).toBeChecked();
    await tabTo(page, dialog.getByRole("button", { name: "Resume" }));
    await press(page, "Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: "Pause" })).toBeFocused();
  });

  await test.step("a dry run of what is live, and its end", async () => {
    const more = page.getByRole("button", { name: "More for this journey" });
    await tabTo(page, more);
    await press(page, "Enter");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    await expectAccessible(page, "menu of a journey");
    await page.keyboard.type("dry");
    await expect(page.getByRole("menuitem", { name: "Dry run…" })).toBeFocused();
    await press(page, "Enter");
    const begin = page.getByRole("dialog", { name: /^Dry run of/ });
    await expect(begin).toBeVisible();
    await expectAccessible(page, "a dry run");
    await press(page, "Escape");
    await expect(more).toBeFocused();
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("menuitem", { name: "Dry run…" }), "ArrowDown");
    await tabTo(page, begin.getByRole("button", { name: "Start the dry run" }));
    await press(page, "Enter");
    await expect(page.getByText("Dry run", { exact: true })).toBeVisible();
    await expect(more).toBeFocused();
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("menuitem", { name: "End the dry run…" }), "ArrowDown");
    const end = page.getByRole("dialog", { name: /^End the dry run/ });
    const goesOn = end.getByRole("radio", { name: /goes on for real/ });
    await tabTo(page, end.getByRole("radio", { name: /leaves, and may enter again/ }));
    await arrowTo(page, goesOn, "ArrowDown", "Space");
    await expect(goesOn).toBeChecked();
    await expectAccessible(page, "the end of a dry run");
    await tabTo(page, end.getByRole("button", { name: "End it and send for real" }));
    await press(page, "Enter");
    await expect(page.getByText("Dry run", { exact: true })).toHaveCount(0);
    await expect(more).toBeFocused();
  });

  await test.step("whoever stands at a step that goes stays on the old version, goes elsewhere, or leaves", async () => {
    for (const { graph, choice, stands } of removals("2 day", 3)) {
      await saveDraft(page, journey, graph);
      await openCanvas(page, journey);
      await skipToContent(page);
      await tabTo(page, page.getByRole("button", { name: "Publish", exact: true }));
      await press(page, "Enter");
      const sheet = page.getByRole("dialog", { name: /^Publish version/ });
      await tabTo(page, sheet.getByRole("combobox", { name: /^What becomes of 1 person/ }));
      await press(page, "Enter");
      await arrowTo(page, page.getByRole("option", { name: choice }), "ArrowDown");
      await tabTo(page, sheet.getByRole("button", { name: "Publish", exact: true }));
      await press(page, "Enter");
      await expect(sheet).toBeHidden();
      await expect.poll(() => standsAt(`ada-${run}`)).toBe(stands);
    }
  });
});

test("a journey leaves as a file and comes back with keys alone", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await skipToContent(page);
  await tabTo(page, page.getByRole("button", { name: "More for this journey" }));
  await press(page, "Enter");
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 10_000 }),
    arrowTo(page, page.getByRole("menuitem", { name: "Download as YAML" }), "ArrowDown"),
  ]);
  const file = await download.path();

  await page.goto("/w/main/journeys");
  await skipToContent(page);
  const open = page.getByRole("button", { name: "Import" });
  await tabTo(page, open);
  await press(page, "Enter");
  const dialog = page.getByRole("dialog", { name: "Import a journey" });
  await expect(dialog).toBeVisible();
  await press(page, "Escape");
  await expect(open).toBeFocused();
  await press(page, "Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Choose a YAML or JSON file" }));
  await chooseFiles(page, file, () => press(page, "Space"));
  await expect(dialog.getByRole("region", { name: "What the import does" })).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Import as a new one" }));
  await press(page, "Enter");
  await page.waitForURL((url) => /journeys\/[0-9a-f-]{36}/.test(url.pathname) && !url.pathname.includes(journey));
});

test("a test is written, deleted and brought back, and the past is asked, with keys alone", async ({
  signedIn: page,
  api,
}) => {
  const event = `left_${run}`;
  await api.call("PUT", `/api/v1/subscribers/past-${run}`, { email: `past-${run}@example.com`, first_name: "Grace" });
  await api.post("/api/v1/track", { userId: `past-${run}`, event });
  await api.post("/api/v1/clock", { advance: "P1D" });
  const journey = await makeJourney(api, graphOf(event, "P2D", "Come back."));
  await openCanvas(page, journey);
  await skipToContent(page);
  await tabTo(
    page,
    page.getByRole("navigation", { name: "Views of the journey" }).getByRole("button", { name: /^Tests/ }),
  );
  await press(page, "Enter");

  await test.step("a test from what happens now", async () => {
    const write = page.getByRole("button", { name: "Write a test" }).first();
    await tabTo(page, write);
    await press(page, "Enter");
    const form = page.getByRole("dialog", { name: "Write a test" });
    await expect(form).toBeVisible();
    await press(page, "Escape");
    await expect(write).toBeFocused();
    await press(page, "Enter");
    await tabTo(page, form.getByLabel("Name", { exact: true }));
    await page.keyboard.type("They are written to");
    const now = form.getByRole("button", { name: "Expect what happens now" });
    await expect(now).toBeEnabled();
    await tabTo(page, now);
    await press(page, "Enter");
    await expect(form.getByText("It passes with the draft as it is saved.")).toBeVisible();
    await tabTo(page, form.getByRole("button", { name: "Save the test" }));
    await press(page, "Enter");
    await expect(page.getByLabel("Passes")).toHaveCount(1);
    await expect(form).toBeHidden();
  });

  await test.step("deleted from its menu, brought back from the message in the corner", async () => {
    await tabTo(page, page.getByRole("button", { name: "More for They are written to" }));
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("menuitem", { name: "Delete" }), "End");
    await expect(page.getByRole("heading", { name: "No tests yet" })).toBeVisible();
    await press(page, "Alt+t");
    await tabTo(page, page.getByRole("button", { name: "Undo", exact: true }));
    await press(page, "Enter");
    await expect(page.getByRole("button", { name: "They are written to", exact: true })).toBeVisible();
  });

  await test.step("the backtest and the people behind a figure", async () => {
    const span = page.getByRole("combobox", { name: "How far back" });
    await tabTo(page, span);
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("option", { name: "the last 90 days" }), "ArrowDown");
    await expect(span).toHaveText("the last 90 days");
    await tabTo(page, page.getByRole("button", { name: "Run the backtest" }));
    await press(page, "Enter");
    const figure = page.getByRole("button", { name: /mails of Send “Hello there/ });
    await expect(figure).toBeVisible({ timeout: 30_000 });
    await tabTo(page, figure);
    await press(page, "Enter");
    const people = page.getByRole("dialog").getByRole("link", { name: "Grace" });
    await tabTo(page, people);
    await expectAccessible(page, "people of a backtest");
    await press(page, "Escape");
    await expect(figure).toBeFocused();
  });
});

test("everybody of a segment is put in with keys alone, and how far that is, is told", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeLive(api);
  const tag = `crowd-${run}`;
  for (const name of ["mo", "jo"]) await api.call("PUT", `/api/v1/subscribers/${name}-${run}`, { tags: [tag] });
  await api.post("/api/v1/segments", { name: `Crowd ${run}`, condition: { tag } });
  await openCanvas(page, journey);
  const hand = keyboard(page);
  await hand.rule(page.getByRole("button", { name: "More for this journey" }), "Add people…");
  const sheet = page.getByRole("dialog", { name: "Add people" });
  await hand.press(sheet.getByRole("radio", { name: /^A segment/ }));
  await hand.pick(sheet.getByRole("combobox", { name: "Segment" }), `Crowd ${run}`);
  await hand.press(sheet.getByRole("button", { name: "Add 2 people" }));
  await expect(sheet.getByRole("progressbar", { name: "People put in" })).toHaveAttribute("aria-valuenow", "100");
  await expect(sheet.getByText("2 people have entered")).toBeVisible();
});
