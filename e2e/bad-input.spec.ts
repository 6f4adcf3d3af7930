import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { type Hand, keyboard, mouse } from "./support/act";
import { makeJourney, openCanvas, step, storedGraph } from "./support/canvas";
import { chooseFiles } from "./support/choose-files";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, apiKey, expect, test } from "./support/product";

/** What is too much, foreign, dangerous or lost on the way while somebody writes: each is answered in words, and nothing written is lost. */

test.use({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });

type Made = { id: string };
type Stored = { name: string; revision: number; document: { blocks: { type: string; html?: string }[] } };

const MB = 1_000_000;
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "sojourn-pictures-"));
  await writeFile(path.join(folder, "huge.png"), "\u0089PNG\r\n\u001a\n", "latin1");
  await truncate(path.join(folder, "huge.png"), 40 * MB);
  await writeFile(
    path.join(folder, "script.png"),
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
  );
});
test.afterAll(() => rm(folder, { recursive: true }));

async function makeMail(api: Api, run: string): Promise<string> {
  const text = {
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: "Long thought about" }] }],
  };
  const document = {
    v: 2,
    subject: "News",
    preheader: "What is new",
    blocks: [
      { id: "words", type: "text", content: text },
      { id: "code", type: "html", html: "<p>Bare</p>" },
      { id: "picture", type: "image", url: "https://shop.example.org/a.png", alt: "Our shop" },
      { id: "footer", type: "footer" },
    ],
  };
  return (await api.post<Made>("/api/v1/templates", { name: `Bad ${run}`, document })).id;
}

type Scene = { page: Page; context: BrowserContext; api: Api; hand: Hand; run: string };

async function writeBadMail({ page, context, api, hand, run }: Scene): Promise<void> {
  const id = await makeMail(api, run);
  const stored = () => api.get<Stored>(`/api/v1/templates/${id}`);
  await page.goto(`/w/main/templates/${id}`);
  const outline = page.getByRole("navigation", { name: "Blocks" });
  const settings = page.getByRole("group", { name: "Settings", exact: true });
  const text = page.getByRole("textbox", { name: "Text", exact: true }).first();
  const name = page.getByRole("textbox", { name: "Name of the template" });
  const choose = async (block: RegExp) => {
    await hand.press(outline.getByRole("button", { name: block }));
    await hand.shortcut("Alt+Enter", page.locator("section:focus"), settings);
  };

  await test.step("two megabytes of text are too much to paste, and what was there stays", async () => {
    await hand.write(text, ", here");
    await expect(text).toHaveText("Long thought about, here");
    await page.evaluate((words) => navigator.clipboard.writeText(words), "word ".repeat(400_000));
    await page.keyboard.press("ControlOrMeta+v");
    await expect(page.getByText("That is too much to paste")).toBeVisible();
    await expect(text).toHaveText("Long thought about, here");
  });

  await test.step("a picture of 40 MB and an SVG with a script are refused, and the one there stays", async () => {
    await choose(/^Image/);
    await hand.press(settings.getByRole("button", { name: "Choose a picture" }));
    const pictures = page.getByRole("dialog", { name: "Pictures" });
    for (const [file, answer] of [
      ["huge.png", /has 40.0 MB; a picture may have at most 5 MB/],
      ["script.png", /not a PNG, JPEG, GIF or WebP picture/],
    ] as const) {
      const upload = pictures.getByRole("button", { name: "Upload a picture" });
      await chooseFiles(page, path.join(folder, file), () => hand.press(upload));
      await expect(pictures.getByRole("alert")).toContainText(answer);
    }
    await page.keyboard.press("Escape");
    await expect(settings.getByLabel("Alternative text")).toHaveValue("Our shop");
  });

  await test.step("Liquid that never ends and a variable that nobody has are said before anybody gets them", async () => {
    await choose(/^HTML/);
    const html = `{{ frist_name_${run} }}{% for i in (1..1000000000) %}x{% endfor %}`;
    await hand.fill(settings.getByLabel("HTML", { exact: true }), html);
    await expect.poll(async () => (await stored()).document.blocks[1]?.html).toBe(html);
    await hand.press(page.getByRole("button", { name: /^\d+ problems?$/ }));
    const problems = page.getByRole("dialog", { name: "Problems" });
    await expect(problems.getByText(`Nobody was ever seen to have “frist_name_${run}”`)).toBeVisible();
    await page.keyboard.press("Escape");
    await hand.press(page.getByRole("radio", { name: "Preview" }));
    await expect(page.getByText(/gets nothing: the step is skipped \(.*(too|long|limit)/)).toBeVisible();
    await hand.press(page.getByRole("radio", { name: "Edit" }));
    await choose(/^HTML/);
    await hand.fill(settings.getByLabel("HTML", { exact: true }), "<p>Mended</p>");
    await expect.poll(async () => (await stored()).document.blocks[1]?.html).toBe("<p>Mended</p>");
  });

  await test.step("two save at once: both sides stay until one is chosen", async () => {
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    const { revision } = await stored();
    const theirs = await page.request.patch(`/api/v1/templates/${id}`, {
      headers: { authorization: `Bearer ${apiKey}`, "if-match": `"${revision}"` },
      data: { name: "Theirs" },
    });
    expect(theirs.ok(), await theirs.text()).toBe(true);
    await hand.fill(name, `Mine ${run}`);
    await hand.press(page.getByRole("button").filter({ hasText: "Conflict" }));
    const conflict = page.getByRole("dialog", { name: "Somebody else saved this template" });
    await expectAccessible(page, "a conflict of a mail");
    expect((await stored()).name).toBe("Theirs");
    await hand.press(conflict.getByRole("button", { name: "Keep mine" }));
    await expect.poll(async () => (await stored()).name).toBe(`Mine ${run}`);
  });

  await test.step("without a connection writing goes on, and is stored when it comes back", async () => {
    await context.setOffline(true);
    await hand.write(text, ", on a train");
    await expect(page.getByText("Offline", { exact: true }).first()).toBeVisible();
    expect(JSON.stringify(await stored())).not.toContain("on a train");
    await context.setOffline(false);
    await expect.poll(async () => JSON.stringify(await stored())).toContain("on a train");
  });

  await test.step("a template that a live journey sends is taken away without a question, goes on being sent, and comes back", async () => {
    const mail = { id: "mail", type: "email", config: { template_id: id } };
    const journey = await makeJourney(api, {
      nodes: [{ id: "start", type: "trigger.manual", config: {} }, mail],
      edges: [{ from: "start", port: "next", to: "mail" }],
    });
    await api.post(`/api/v1/journeys/${journey}/publish`);
    await page.goto(`/w/main/templates/${id}`);
    await hand.press(page.getByRole("link", { name: "All templates" }));
    const archive = () => hand.rule(page.getByRole("button", { name: `More about Mine ${run}` }), "Archive");
    const listed = page.getByRole("link", { name: `Mine ${run}` });
    await archive();
    await expect(listed).toBeHidden();
    // The message with its Undo stands there for some seconds only: what the journey does is looked at after another archiving.
    await hand.press(page.locator("[data-sonner-toast]").getByRole("button", { name: "Undo" }));
    await expect(listed).toBeVisible();
    await archive();
    await expect(listed).toBeHidden();
    const person = `late-${run}`;
    await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com` });
    await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: person });
    const messages = async () =>
      (await api.get<{ data: { status: string }[] }>(`/api/v1/messages?journey_id=${journey}`)).data;
    await expect.poll(messages, { timeout: 20_000 }).toMatchObject([{ status: "sent" }]);
  });
}

/** Steps that this version cannot read, pasted into a journey. */
async function pasteForeignSteps({ page, api, hand }: Scene): Promise<void> {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await hand.press(step(page, "start"));
  await page.keyboard.press("Escape");
  const paste = async (copied: unknown) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(copied));
    await page.keyboard.press("ControlOrMeta+v");
  };
  const nodes = [{ id: "x", type: "teleport", config: {} }];
  await paste({ format: "sojourn/steps", version: 99, nodes, edges: [] });
  const refused = page.getByRole("dialog", { name: "This cannot be pasted" });
  await expect(refused).toContainText("copied in format 99; this version of Sojourn reads format 1");
  await hand.press(refused.getByRole("button", { name: "Close", exact: true }).last());
  await expect(refused).toBeHidden();
  await paste({ nodes, edges: [] });
  const doubtful = page.getByRole("dialog", { name: "Not everything fits in here" });
  await expect(doubtful).toContainText("teleport");
  await hand.press(doubtful.getByRole("button", { name: "Leave it" }));
  await expect(doubtful).toBeHidden();
  expect((await storedGraph(api, journey)).nodes).toHaveLength(6);
}

const run = Date.now().toString(36);

test("bad input is answered in words and costs nobody their work, by mouse", async ({
  signedIn: page,
  api,
  context,
}) => {
  const scene = { page, api, context, hand: mouse(page), run: `m${run}` };
  await writeBadMail(scene);
  await pasteForeignSteps(scene);
});

test("bad input is answered in words and costs nobody their work, with keys alone", async ({
  signedIn: page,
  api,
  context,
}) => {
  const scene = { page, api, context, hand: keyboard(page), run: `k${run}` };
  await writeBadMail(scene);
  await pasteForeignSteps(scene);
});
