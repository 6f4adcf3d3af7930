import { makeJourney, openCanvas } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { arrowTo } from "./support/keyboard";
import { type Api, apiKey, expect, test } from "./support/product";
import { removals, saveDraft, standsAt } from "./support/versions";

/**
 * The life of a version: look at it, compare it, restore it by keyboard; publish with a word for everybody inside; pause, and resume with
 * a word for their timers.
 */

type Journey = { id: string; revision: number };
const run = Date.now().toString(36);
const edges = (list: string[]) =>
  list.map((text) => {
    const [from, port, to] = text.split(" ");
    return { from, port, to };
  });

const first = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: `joined_${run}` } },
    { id: "hello", type: "email", config: { subject: "Hello there", body: "The old words." } },
    { id: "mark", type: "add_tag", config: { tag: "greeted" } },
    { id: "day", type: "wait", config: { duration: "P2D" } },
    { id: "reply", type: "wait_for_event", config: { events: [{ event: "replied", port: "yes" }], timeout: "P9D" } },
    { id: "bye", type: "exit", config: { reason: "replied" } },
  ],
  edges: edges(["start next hello", "hello next mark", "mark next day", "day next reply", "reply yes bye"]),
};
const second = {
  nodes: [
    ...first.nodes.slice(0, 1),
    { id: "hello", type: "email", config: { subject: "Hello there", body: "The new words." } },
    { id: "mark", type: "add_tag", config: { tag: "greeted" } },
    { id: "day", type: "wait", config: { duration: "P5D" } },
    { id: "reply", type: "wait_for_event", config: { events: [{ event: "replied", port: "yes" }], timeout: "P9D" } },
    { id: "vip", type: "add_tag", config: { tag: "vip" } },
  ],
  edges: edges(["start next hello", "hello next day", "day next mark", "mark next reply", "reply yes vip"]),
};

/** Version 1 is live, two people wait at "day" and one at "reply", and the draft says something else. */
async function makeScene(api: Api): Promise<string> {
  const journey = await api.post<Journey>("/api/v1/journeys", { name: `Versions ${run}`, graph: first });
  await api.post(`/api/v1/journeys/${journey.id}/publish`);
  const join = (person: string) =>
    api.post("/api/v1/track", {
      userId: `${person}-${run}`,
      event: `joined_${run}`,
      context: { traits: { email: `${person}@example.com` } },
    });
  await join("early");
  await api.post("/api/v1/clock", { advance: "P2DT1M" });
  await join("ada");
  await join("bob");
  await api.post("/api/v1/clock", { advance: "PT1M" });
  return journey.id;
}

test("J1 J2 J9 versions are looked at, compared and restored; people inside and their timers are decided about", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeScene(api);
  await saveDraft(page, journey, second);
  await page.goto(`/w/main/journeys/${journey}`);

  await test.step("the draft and live side by side on one canvas, with both mails", async () => {
    await page.getByRole("button", { name: /Versions:/ }).click();
    await page.getByRole("menuitem", { name: "Compare the draft with live" }).click();
    await expect(page).toHaveURL(/compare=live\.\.draft/);
    const list = page.getByRole("complementary", { name: "Differences" });
    await expect(list.getByText("Wait 5 days", { exact: true })).toBeVisible();
    await expect(list.locator("del", { hasText: "2 days" }).first()).toBeVisible();
    const canvas = page.getByRole("region", { name: "Both sides on one canvas" });
    await expect(canvas.getByRole("button", { name: /^Added: .*vip/ })).toBeVisible();
    await expect(canvas.getByRole("button", { name: /^Removed: Exit/ })).toBeVisible();
    await expect(canvas.getByRole("button", { name: /^Moved: Add tag/ })).toBeVisible();
    await canvas.getByRole("button", { name: /^Changed: Wait/ }).click();
    await expect(canvas.getByRole("button", { name: /^Changed: Wait/ })).toHaveAttribute("aria-pressed", "true");
    await list.getByRole("button", { name: "Show both mails" }).click();
    const dialog = page.getByRole("dialog", { name: "The mail on both sides" });
    await expect(dialog.frameLocator("iframe[title='Mail of version 1']").getByText("The old words.")).toBeVisible();
    await expect(dialog.frameLocator("iframe[title='Mail of the draft']").getByText("The new words.")).toBeVisible();
    await expectAccessible(page, "mails");
    await page.keyboard.press("Escape");
    await expectAccessible(page, "comparison");
  });

  await test.step("an old version is looked at by its address and restored, which can be undone", async () => {
    await page.goto(`/w/main/journeys/${journey}?version=1`);
    await expect(page.getByText("only to look at")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Wait: Wait 2 days/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Add a step/ })).toHaveCount(0);
    await expectAccessible(page, "version");
    await page.getByRole("button", { name: "Restore as the draft" }).click();
    await expect(page).not.toHaveURL(/version=/);
    await expect(page.getByRole("button", { name: /^Wait: Wait 2 days/ })).toBeVisible();
    await page.getByRole("button", { name: "Undo: restore version 1" }).click();
    await expect(page.getByRole("button", { name: /^Wait: Wait 5 days/ })).toBeVisible();
    await page.goto(`/w/main/journeys/${journey}?version=77`);
    await expect(page.getByText("There is no version 77")).toBeVisible();
  });

  await test.step("publishing says what changes and who is inside, and moves them as decided", async () => {
    await page.goto(`/w/main/journeys/${journey}`);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: "Publish version 2" });
    await expect(
      sheet.getByText("3 people inside: 1 unaffected, 2 waiting at a changed or removed step."),
    ).toBeVisible();
    await expect(sheet.getByText("Wait 5 days", { exact: true })).toBeVisible();
    await sheet.getByRole("combobox", { name: /2 people at Wait 2 days/ }).click();
    await page.getByRole("option", { name: /Begin this step anew/ }).click();
    await sheet.getByRole("switch", { name: /Move 1 person at unchanged steps/ }).click();
    await expectAccessible(page, "publish sheet");
    await sheet.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(sheet).toBeHidden();
    await expect.poll(() => standsAt(`ada-${run}`)).toBe("2 day");
    await expect.poll(() => standsAt(`early-${run}`)).toBe("2 reply");
    const report = () => api.get<{ active: number }>(`/api/v1/journeys/${journey}/report?version=2`);
    await expect.poll(async () => (await report()).active).toBe(3);
  });

  await test.step("a pause counts what it holds; resuming offers four ways with head-counts", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    const pause = page.getByRole("dialog", { name: /^Pause/ });
    await expect(pause.getByText(/3 people inside stay where they are/)).toBeVisible();
    await expect(pause.getByText(/within a week/)).toBeVisible();
    await expectAccessible(page, "pause");
    await pause.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
    await api.post("/api/v1/clock", { advance: "P6D" });
    await page.getByRole("button", { name: "Resume" }).click();
    const resume = page.getByRole("dialog", { name: /^Resume/ });
    await expect(resume.getByText("for 2 people the time was up meanwhile", { exact: false })).toBeVisible();
    const shift = resume.getByRole("radio", { name: /Shift every timer/ });
    await resume.getByRole("radio", { name: /As if it had never/ }).focus();
    await arrowTo(page, shift, "ArrowDown", "Space");
    await expect(shift).toBeChecked();
    await expectAccessible(page, "resume");
    await resume.getByRole("button", { name: "Resume" }).click();
    await expect(resume).toBeHidden();
    expect(await standsAt(`ada-${run}`)).toBe("2 day");
    await api.post("/api/v1/clock", { advance: "P5D" });
    expect(await standsAt(`ada-${run}`)).toBe("2 reply");
  });

  await test.step("whoever stands at a step that goes stays on the old version, goes elsewhere, or leaves", async () => {
    for (const { graph, choice, stands } of removals("2 reply", 3)) {
      await saveDraft(page, journey, graph);
      await openCanvas(page, journey);
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      const sheet = page.getByRole("dialog", { name: /^Publish version/ });
      await sheet.getByRole("combobox", { name: /^What becomes of 3 people/ }).click();
      await page.getByRole("option", { name: choice }).click();
      await sheet.getByRole("button", { name: "Publish", exact: true }).click();
      await expect(sheet).toBeHidden();
      await expect.poll(() => standsAt(`ada-${run}`)).toBe(stands);
    }
  });
});

test("what somebody else has saved is not published unseen", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  const { revision } = await api.get<{ revision: number }>(`/api/v1/journeys/${journey}`);
  const theirs = await page.request.patch(`/api/v1/journeys/${journey}`, {
    headers: { authorization: `Bearer ${apiKey}`, "if-match": `"${revision}"` },
    data: { description: "Theirs" },
  });
  expect(theirs.ok()).toBe(true);
  await page.getByRole("button", { name: "Publish" }).click();
  const sheet = page.getByRole("dialog", { name: "Publish version 1" });
  await sheet.getByRole("button", { name: "Publish" }).click();
  await expect(sheet.getByRole("alert")).toContainText("Somebody else has saved this draft");
  expect((await api.get<{ version: number | null }>(`/api/v1/journeys/${journey}`)).version).toBeNull();
  await sheet.getByRole("button", { name: "Show theirs" }).click();
  await page.getByRole("button", { name: "Publish" }).click();
  await sheet.getByRole("button", { name: "Publish" }).click();
  await expect
    .poll(async () => (await api.get<{ version: number | null }>(`/api/v1/journeys/${journey}`)).version)
    .toBe(1);
});
