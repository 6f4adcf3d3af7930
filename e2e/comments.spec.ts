import type { Page } from "@playwright/test";
import { makeJourney, openCanvas, step, storedGraph } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { arrowTo, press, skipToContent, tabTo } from "./support/keyboard";
import { chooseFrom } from "./support/mouse";
import { type Api, expect, test } from "./support/product";
import { joinAs } from "./support/second-member";

/** What members say to each other about a journey. */

test.use({ viewport: { width: 1440, height: 900 } });

const settings = (page: Page) => page.getByRole("complementary", { name: "Settings: Wait" });
const said = (page: Page) => settings(page).getByRole("region", { name: "Comments" });
const panel = (page: Page) => page.getByRole("complementary", { name: "Comments", exact: true });
const badge = (page: Page, id: string) =>
  page.locator(`.react-flow__node[data-id="${id}"]`).getByRole("button", { name: /open comments?: show them$/ });
const textsOf = async (api: Api, journey: string) => {
  type Thread = { text: string; replies: { text: string }[] };
  const { data } = await api.get<{ data: Thread[] }>(`/api/v1/journeys/${journey}/comments`);
  return data.flatMap(({ text, replies }) => [text, ...replies.map((reply) => reply.text)]);
};

test("J14 two people talk about a step by mouse", async ({ signedIn: page, api, browser, baseURL }) => {
  const journey = await makeJourney(api);
  const { page: kim } = await joinAs(browser, page, baseURL ?? "", { name: "Kim Viewer", role: "viewer" });
  await openCanvas(page, journey);
  await openCanvas(kim, journey);
  const before = await step(page, "day").boundingBox();

  await test.step("a comment with a mention and a link appears at the other's card", async () => {
    await step(kim, "day").click();
    const box = said(kim).getByLabel("Comment on this step");
    await box.click();
    await kim.keyboard.type("@own");
    await kim.getByRole("option", { name: /owner@example.com/ }).click();
    await kim.keyboard.type("why a day? <b>https://example.com/why.</b>");
    await expectAccessible(kim, "a comment is written");
    await said(kim).getByRole("button", { name: "Comment", exact: true }).click();
    await expect(box).toHaveValue("");
    await expect(said(kim).getByRole("article")).toContainText("why a day? <b>https://example.com/why.</b>");
    await expect(said(kim).getByRole("link", { name: "https://example.com/why" })).toBeVisible();
    // Without a reload, and nothing moves for it.
    await expect(badge(page, "day")).toHaveAccessibleName("1 open comment: show them");
    await expect(step(page, "day")).toHaveAccessibleDescription(/1 open comment/);
    expect(await step(page, "day").boundingBox()).toEqual(before);
  });

  await test.step("whoever is mentioned has it on the overview, and a mail", async () => {
    const overview = await page.context().newPage();
    await overview.goto("/w/main");
    const line = overview.getByRole("link", { name: /^Kim Viewer wrote to you in “Canvas / });
    await expect(line.first()).toBeVisible();
    type Messages = { data: { subject: string; to: string }[] };
    await expect
      .poll(async () => (await api.get<Messages>("/api/v1/messages?search=Kim%20Viewer%20mentioned")).data.length)
      .toBeGreaterThan(0);
    await overview.close();
  });

  await test.step("an answer appears while somebody types", async () => {
    await badge(page, "day").click();
    await expect(said(page).getByLabel("Comment on this step")).toBeFocused();
    await expect(said(page).getByRole("article")).toContainText("New");
    await said(kim).getByLabel("Comment on this step").click();
    await kim.keyboard.type("And another thing");
    await said(page).getByRole("button", { name: "Reply", exact: true }).click();
    await expect(said(page).getByLabel("Your reply")).toBeFocused();
    await page.keyboard.type("Legal asked for it.");
    await said(page).getByRole("button", { name: "Reply", exact: true }).click();
    await expect(said(kim).getByRole("list", { name: "Replies" })).toContainText("Legal asked for it.");
    await expect(said(kim).getByLabel("Comment on this step")).toBeFocused();
    await expect(said(kim).getByLabel("Comment on this step")).toHaveValue("And another thing");
    await expectAccessible(page, "a thread");
  });

  await test.step("what is typed is kept while one looks elsewhere", async () => {
    await step(kim, "ask").click();
    await expect(kim.getByRole("complementary", { name: /^Settings: Yes/ })).toBeVisible();
    await step(kim, "day").click();
    await expect(said(kim).getByLabel("Comment on this step")).toHaveValue("And another thing");
    await said(kim).getByRole("button", { name: "Comment", exact: true }).click();
    await expect(badge(page, "day")).toHaveAccessibleName("2 open comments: show them");
  });

  await test.step("edited, deleted and taken back", async () => {
    const second = said(kim).getByRole("article").nth(1);
    await second.getByRole("button", { name: /^More for the comment/ }).click();
    await kim.getByRole("menuitem", { name: "Edit" }).click();
    await expect(said(kim).getByLabel("Your comment")).toBeFocused();
    await kim.keyboard.type(", please");
    await said(kim).getByRole("button", { name: "Save" }).click();
    await expect(second).toContainText("And another thing, please");
    await expect(second).toContainText("edited");
    await second.getByRole("button", { name: /^More for the comment/ }).click();
    await kim.getByRole("menuitem", { name: "Delete" }).click();
    await expect(said(kim).getByRole("article")).toHaveCount(1);
    await kim.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(said(kim).getByRole("article")).toHaveCount(2);
    // A first comment that has an answer leaves its place.
    const first = said(kim).getByRole("article").first();
    await first
      .getByRole("button", { name: /^More for the comment/ })
      .first()
      .click();
    await kim.getByRole("menuitem", { name: "Delete" }).click();
    await expect(said(page).getByRole("article").first()).toContainText("This comment was deleted.");
    await expect(said(page).getByRole("article").first()).toContainText("Legal asked for it.");
  });

  await test.step("resolved and opened again", async () => {
    // What is left of the deleted one can be resolved as well.
    await expect(said(page).getByRole("button", { name: "Resolve" })).toHaveCount(2);
    const second = said(page).getByRole("article").nth(1);
    await second.getByRole("button", { name: "Resolve" }).click();
    await expect(said(page).getByText("1 resolved thread")).toBeVisible();
    await expect(said(kim).getByText("1 resolved thread")).toBeVisible();
    await expect(badge(kim, "day")).toHaveAccessibleName("1 open comment: show them");
    await said(kim).getByText("1 resolved thread").click();
    await said(kim).getByRole("button", { name: "Open again" }).click();
    await expect(badge(page, "day")).toHaveAccessibleName("2 open comments: show them");
  });

  await test.step("all of them, in order, each with its step", async () => {
    await api.post(`/api/v1/journeys/${journey}/comments`, { text: "About all of it" });
    await api.post(`/api/v1/journeys/${journey}/comments`, { text: "About the end", node_id: "out" });
    await api.post(`/api/v1/journeys/${journey}/comments`, { text: "About what goes", node_id: "rest" });
    await settings(page).getByRole("button", { name: "Close the settings" }).click();
    await chooseFrom(page, "rest", "Delete this step");
    await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(5);
    await page.getByRole("button", { name: /^Comments: 5 open comments$/ }).click();
    await expect(panel(page).getByRole("heading", { level: 3 })).toHaveText([
      "The journey as a whole",
      "Wait: Wait 1 day",
      /^Exit/,
      /Step no longer there.*Wait 2 days/s,
    ]);
    await expectAccessible(page, "all comments");
    await panel(page).getByRole("button", { name: "Wait: Wait 1 day" }).click();
    await expect(step(page, "day")).toBeFocused();
    await panel(page).getByText("Resolved", { exact: true }).click();
    await expect(panel(page)).toContainText("Nothing is resolved yet.");
    await panel(page).getByRole("button", { name: "Close the comments" }).click();
    await expect(panel(page)).toBeHidden();
  });

  await kim.context().close();
});

test("J14 with keys alone", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await skipToContent(page);
  await tabTo(page, step(page, "start"));
  await press(page, "ArrowDown");
  await expect(step(page, "day")).toBeFocused();

  await test.step("a comment with a mention", async () => {
    await press(page, "c");
    await expect(said(page).getByLabel("Comment on this step")).toBeFocused();
    await page.keyboard.type("@own");
    await expect(page.getByRole("option", { name: /owner@example.com/ })).toHaveAttribute("aria-selected", "true");
    await press(page, "Enter");
    await page.keyboard.type("note to self");
    await press(page, "ControlOrMeta+Enter");
    await expect(said(page).getByRole("article")).toContainText("note to self");
    expect(await textsOf(api, journey)).toEqual([expect.stringMatching(/^<@[\w-]+> note to self$/)]);
    await press(page, "Escape");
    await expect(step(page, "day")).toBeFocused();
    await expect(step(page, "day")).toHaveAccessibleDescription(/1 open comment/);
  });

  await test.step("an answer, edited", async () => {
    await press(page, "c");
    await expect(said(page).getByLabel("Comment on this step")).toBeFocused();
    await tabTo(page, said(page).getByRole("button", { name: "Reply", exact: true }), "Shift+Tab");
    await press(page, "Enter");
    await expect(said(page).getByLabel("Your reply")).toBeFocused();
    await page.keyboard.type("Done");
    await press(page, "ControlOrMeta+Enter");
    const replies = said(page).getByRole("list", { name: "Replies" });
    await expect(replies).toContainText("Done");
    const more = replies.getByRole("button", { name: /^More for the comment/ });
    await tabTo(page, more, "Shift+Tab");
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("menuitem", { name: "Edit" }), "Home");
    await expect(said(page).getByLabel("Your comment")).toBeFocused();
    await page.keyboard.type(" today");
    await press(page, "ControlOrMeta+Enter");
    await expect(replies).toContainText("Done today");
  });

  await test.step("deleted and taken back", async () => {
    const replies = said(page).getByRole("list", { name: "Replies" });
    await tabTo(page, replies.getByRole("button", { name: /^More for the comment/ }), "Shift+Tab");
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("menuitem", { name: "Delete" }), "End");
    await expect(replies).toBeHidden();
    await expect(said(page).getByRole("heading", { name: "Comments" })).toBeFocused();
    await press(page, "Alt+t");
    await tabTo(page, page.getByRole("button", { name: "Undo", exact: true }));
    await press(page, "Enter");
    await expect(replies).toContainText("Done today");
  });

  await test.step("resolved and opened again", async () => {
    await tabTo(page, said(page).getByRole("button", { name: "Resolve" }));
    await press(page, "Enter");
    await expect(said(page).getByText("1 resolved thread")).toBeVisible();
    await expect(said(page).getByRole("heading", { name: "Comments" })).toBeFocused();
    await tabTo(page, said(page).locator("summary"));
    await press(page, "Enter");
    await tabTo(page, said(page).getByRole("button", { name: "Open again" }));
    await press(page, "Enter");
    await expect(said(page).getByRole("button", { name: "Resolve" })).toBeVisible();
  });

  await test.step("all of them, and to a step", async () => {
    await press(page, "Escape");
    await expect(step(page, "day")).toBeFocused();
    await press(page, "Shift+C");
    await expect(panel(page).getByLabel("Comment on the journey")).toBeFocused();
    await page.keyboard.type("Looks good");
    await press(page, "ControlOrMeta+Enter");
    await expect(panel(page).getByRole("region", { name: "The journey as a whole" })).toContainText("Looks good");
    await tabTo(page, panel(page).getByRole("button", { name: "Wait: Wait 1 day" }));
    await press(page, "Enter");
    await expect(step(page, "day")).toBeFocused();
    await press(page, "Shift+C");
    await expect(panel(page)).toBeHidden();
    await expect(step(page, "day")).toBeFocused();
  });
});

test("J14 on a phone the comments cover the screen, rows tell of them, and old versions show none", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await api.post(`/api/v1/journeys/${journey}/publish`);
  const thread = await api.post<{ id: string }>(`/api/v1/journeys/${journey}/comments`, {
    text: `Long words ${"wander".repeat(40)} https://example.com/${"a".repeat(200)}`,
    node_id: "day",
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/w/main/journeys/${journey}?comments=${thread.id}`);
  const sheet = page.getByRole("dialog", { name: "Comments" });
  await expect(sheet.getByRole("article")).toBeFocused();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await wide()).toBe(0);
  await expectAccessible(page, "comments on a phone");
  await sheet.getByRole("button", { name: "Wait: Wait 1 day" }).click();
  await expect(sheet).toBeHidden();
  const row = page.getByRole("treeitem", { name: /Wait 1 day.*1 open comment/ });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "1 open comment: show them" }).click();
  await expect(page.getByRole("dialog").getByLabel("Comment on this step")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 1440, height: 900 });
  await openCanvas(page, journey, "?version=1");
  await expect(page.getByText(/Version 1/).first()).toBeVisible();
  await step(page, "day").click();
  await expect(settings(page)).toBeVisible();
  await expect(said(page)).toHaveCount(0);
  await expect(badge(page, "day")).toHaveCount(0);
});
