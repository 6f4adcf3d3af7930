import { type Graph, makeJourney, openCanvas, step, storedGraph } from "./support/canvas";
import { changesOf, dialogOf, startLlm, welcome, withLast } from "./support/drafting-scene";
import { expectAccessible } from "./support/expect-accessible";
import { arrowTo, press, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";

/** A journey is drafted by the operator's language model, and nothing of it is true before somebody has looked at it and said yes. */

test.use({ viewport: { width: 1280, height: 800 } });

let llm: Awaited<ReturnType<typeof startLlm>>;
test.beforeEach(async ({ baseURL }) => {
  llm = await startLlm(baseURL);
});
test.afterEach(() => llm.stop());

const idIn = (url: string) => /journeys\/([0-9a-f-]{36})/.exec(url)?.[1] ?? "";

test("J13 a sentence becomes a journey by mouse: described, looked at with its mails, accepted, taken back by name", async ({
  signedIn: page,
  api,
}) => {
  await page.goto("/w/main/journeys");
  await page.getByRole("button", { name: "Describe it…" }).first().click();
  const dialog = dialogOf(page);
  await expect(dialog.getByLabel("In your words")).toBeFocused();
  const journey = idIn(page.url());
  await expect(page).not.toHaveURL(/describe/);
  await expect(dialog.getByRole("region", { name: "What is sent" })).toContainText(/127\.0\.0\.1:\d+ \(fake-1\)/);
  await expect(dialog.getByRole("region", { name: "What is sent" })).toContainText("Never sent: data of any person");
  await dialog.getByRole("button", { name: /^Welcome people who register/ }).click();
  await expect(dialog.getByLabel("In your words")).toHaveValue(/^Welcome people who register/);
  await expectAccessible(page, "describe a journey");

  const release = llm.hold();
  llm.say(welcome);
  await dialog.getByRole("button", { name: "Draft it" }).click();
  await expect(dialog.getByRole("status")).toContainText(/^Asking .* for a draft/);
  await expectAccessible(page, "waiting for the model");
  release();

  const changes = changesOf(page);
  await expect(changes.getByRole("heading", { name: "What would change" })).toBeFocused();
  await expect(changes).toContainText("A welcome, and two days later a reminder");
  await expect(changes).toContainText("Accepting makes 2 new mails: “Hello, newcomer”, “Still there?”.");
  await expect(changes).toContainText("which stands for an address of your own");
  const canvas = page.getByRole("region", { name: "Both sides on one canvas" });
  await expect(canvas.getByRole("button", { name: /^Added: .*Send “Hello, newcomer”/ })).toBeVisible();
  await expectAccessible(page, "the proposal");
  await changes.getByRole("button", { name: "Show the mail" }).first().click();
  const mail = page.getByRole("dialog", { name: "A new mail" });
  await expect(mail.frameLocator("iframe").getByText("Hello Ada, good to have you.")).toBeVisible();
  await page.keyboard.press("Escape");
  expect((await storedGraph(api, journey)).nodes).toEqual([]);

  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await page.waitForURL(/\/journeys$/);
  await page.goBack();
  await expect(changes).toContainText("A welcome, and two days later a reminder");

  await page.getByRole("button", { name: "Accept" }).click();
  await expect(step(page, "hello")).toBeVisible();
  await expect(page.getByLabel("Name of the journey")).toHaveValue("Welcome for newcomers");
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(5);
  const { data } = await api.get<{ data: { name: string }[] }>("/api/v1/templates?search=newcomer");
  expect(data.map(({ name }) => name)).toEqual(["Hello, newcomer"]);

  await page.getByRole("button", { name: "Undo: draft from a sentence" }).click();
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(0);
  await page.getByRole("button", { name: "Redo: draft from a sentence" }).click();
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(5);
  await api.post(`/api/v1/journeys/${journey}/publish`);
});

test("J13 with keys alone a journey that is there is changed: stopped, said differently, discarded, accepted, taken back", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api, {
    nodes: welcome.steps.map(({ id, type, config }) =>
      type === "email"
        ? { id, type, config: { subject: `About ${id}`, body: "Words." } }
        : { id, type, config: config ?? {} },
    ),
    edges: welcome.steps.flatMap(({ id, next }) =>
      typeof next === "string"
        ? [{ from: id, port: "next", to: next }]
        : Object.entries(next ?? {}).flatMap(([port, to]) => (to === null ? [] : [{ from: id, port, to }])),
    ),
  } satisfies Graph);
  await openCanvas(page, journey);
  await tabTo(page, page.getByRole("button", { name: "More for this journey" }));
  await press(page, "Enter");
  await arrowTo(page, page.getByRole("menuitem", { name: "Describe it…" }), "ArrowDown");
  const dialog = dialogOf(page);
  const words = dialog.getByLabel("In your words");
  await expect(words).toBeFocused();
  await page.keyboard.type("And a last one after that");

  const release = llm.hold();
  await press(page, "Control+Enter");
  await expect(dialog.getByRole("status")).toContainText(/^Asking .* for a draft/);
  await expect.poll(() => llm.chats.length).toBe(1);
  await tabTo(page, dialog.getByRole("button", { name: "Stop" }));
  await press(page, "Enter");
  await expect.poll(() => llm.givenUp()).toBe(1);
  await expect(dialog.getByRole("button", { name: "Draft it" })).toBeVisible();
  release();

  llm.say({ say: "I leave it.", steps: withLast.steps.slice(0, 4).concat({ id: "again" }) });
  await tabTo(page, words);
  await press(page, "Control+Enter");
  const heading = changesOf(page).getByRole("heading");
  await expect(heading).toBeFocused();
  await expect(heading).toHaveText("Nothing would change");
  await tabTo(page, page.getByRole("button", { name: "Say it differently" }), "Shift+Tab");
  await press(page, "Enter");
  await expect(words).toBeFocused();
  await expect(words).toHaveValue("And a last one after that");
  await press(page, "End");
  await page.keyboard.type(", a week later");
  llm.say(withLast);
  await press(page, "Control+Enter");
  await expect(heading).toHaveText("What would change");
  await expect(heading).toBeFocused();
  await expect(changesOf(page)).toContainText("Added");
  expect(llm.chats.at(-1)?.messages[1]?.content).toContain("And a last one after that, a week later");

  await tabTo(page, page.getByRole("button", { name: "Discard" }), "Shift+Tab");
  await press(page, "Enter");
  await expect(step(page, "again")).toBeVisible();
  expect((await storedGraph(api, journey)).nodes).toHaveLength(5);

  await press(page, "ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search or jump to" })).toBeFocused();
  await page.keyboard.type("describe");
  await expect(page.getByRole("option", { name: "Describe it…" })).toHaveAttribute("aria-selected", "true");
  await press(page, "Enter");
  await expect(words).toBeFocused();
  llm.say(withLast);
  await press(page, "Control+Enter");
  await expect(heading).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Accept" }), "Shift+Tab");
  await press(page, "Enter");
  await expect(step(page, "last")).toBeVisible();
  await expect(page.locator("[data-step]:focus")).toHaveCount(1);
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(7);
  await press(page, "ControlOrMeta+z");
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(5);
});

test("J13 what goes wrong is said where it was asked for, and what a colleague saved meanwhile is not overwritten", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await page.getByRole("button", { name: "More for this journey" }).click();
  await page.getByRole("menuitem", { name: "Describe it…" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("In your words").fill("Nobody waits longer than a day");

  llm.answerNext(1, { status: 429, body: {}, headers: { "retry-after": "9" } });
  await dialog.getByRole("button", { name: "Draft it" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Try again in 9 seconds.");
  await expectAccessible(page, "the model is busy");

  for (let turn = 0; turn < 3; turn++) llm.say({ steps: [{ id: "start" }, { id: "odd", type: "teleport" }] });
  await dialog.getByRole("button", { name: "Draft it" }).click();
  await expect(dialog.getByRole("alert")).toContainText("No draft could be made of what the model answered");
  await expect(dialog.getByRole("alert")).toContainText("teleport");

  const shorter = ["start", "day", "ask", "mail", "out"].map((id) => ({ id }));
  const rest = { id: "rest", config: { duration: "P1D" } };
  llm.say({ steps: [...shorter, rest] });
  await dialog.getByRole("button", { name: "Draft it" }).click();
  await expect(changesOf(page)).toContainText("Wait 1 day");

  const { revision } = await api.get<{ revision: number }>(`/api/v1/journeys/${journey}`);
  const saved = await page.request.patch(`/api/v1/journeys/${journey}`, {
    headers: { "if-match": `"${revision}"`, "x-sojourn-workspace": "main", origin: new URL(page.url()).origin },
    data: { name: "Renamed by a colleague" },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  await page.getByRole("button", { name: "Accept" }).click();
  const proposal = page.getByRole("region", { name: "Proposal" });
  await expect(proposal.getByRole("alert")).toContainText("Somebody saved this journey meanwhile");
  await expect(page.getByLabel("Name of the journey")).toHaveValue("Renamed by a colleague");
  await expect(page.getByRole("button", { name: "Accept" })).toHaveCount(0);
  await expectAccessible(page, "a stale proposal");

  await page.getByRole("button", { name: "Say it differently" }).click();
  llm.say({ steps: [...shorter, rest] });
  await dialog.getByRole("button", { name: "Draft it" }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect
    .poll(async () => (await storedGraph(api, journey)).nodes.find(({ id }) => id === "rest")?.config)
    .toEqual({ duration: "P1D" });
  await expect(page.getByLabel("Name of the journey")).toHaveValue("Renamed by a colleague");
});

test("J13 on a phone the proposal is the list of changes", async ({ signedIn: page, api }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { id: journey } = await api.post<{ id: string }>("/api/v1/journeys", { name: `Phone ${Date.now()}` });
  await page.goto(`/w/main/journeys/${journey}`);
  await page.getByRole("region", { name: "First step" }).getByRole("button", { name: "Describe it…" }).click();
  await dialogOf(page).getByLabel("In your words").fill("A welcome");
  await expectAccessible(page, "describe on a phone");
  llm.say({ ...welcome, mails: { ...welcome.mails, hello: { ...welcome.mails.hello, name: "Hello on a phone" } } });
  await dialogOf(page).getByRole("button", { name: "Draft it" }).click();
  await expect(changesOf(page)).toContainText("Send “Hello on a phone”");
  await expect(page.getByRole("region", { name: "Both sides on one canvas" })).toHaveCount(0);
  await expectAccessible(page, "the proposal on a phone");
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("tree", { name: "Steps of the journey" })).toBeVisible();
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(5);
});
