import type { Locator, Page } from "@playwright/test";
import { chooseFiles } from "./support/choose-files";
import { expectAccessible } from "./support/expect-accessible";
import { arrowTo, press, skipToContent, tabTo } from "./support/keyboard";
import { type Api, expect, test } from "./support/product";

/** A mail from the empty list to the reader's inbox without a mouse: every control is reached by Tab, no focus is ever lost. */

test.use({ viewport: { width: 1440, height: 900 } });

const run = Date.now().toString(36);
type Block = { id: string; type: string; text?: string; href?: string; when?: unknown; variants?: { block: Block }[] };
type Document = { subject: string; theme?: { font?: string }; blocks: (Block & { columns?: { blocks: Block[] }[] })[] };

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function makePeople(api: Api): Promise<void> {
  await api.call("PUT", `/api/v1/subscribers/petra-${run}`, { email: `petra-${run}@example.com`, first_name: "Petra" });
  await api.call("PUT", `/api/v1/subscribers/nils-${run}`, { email: `nils-${run}@example.com`, first_name: "Nils" });
  const segment = await api.post<{ id: string }>("/api/v1/segments", { name: `Keys ${run}`, kind: "manual" });
  await api.post(`/api/v1/segments/${segment.id}/members`, { external_ids: [`petra-${run}`, `nils-${run}`] });
}

/** The kinds of blocks, opened from what has the focus now. */
async function chooseBlock(page: Page, name: string): Promise<void> {
  await press(page, "Enter");
  const menu = page.getByRole("dialog", { name: "Add a block" });
  await tabTo(page, menu.getByRole("button", { name, exact: true }));
  await press(page, "Enter");
}

const block = (page: Page, name: RegExp): Locator => page.getByRole("group", { name });

async function addAfter(page: Page, before: RegExp, name: string): Promise<void> {
  const plus = block(page, before)
    .getByRole("button", { name: /^Add a block after/ })
    .last();
  await tabTo(page, plus);
  await chooseBlock(page, name);
}

test("a mail is written and set up with keys alone", async ({ signedIn: page, api }) => {
  test.setTimeout(180_000);
  await page.goto("/w/main/templates");
  await skipToContent(page);
  await tabTo(page, page.getByRole("button", { name: "New template" }).first());
  await press(page, "Enter");
  await page.waitForURL(/\/templates\/[0-9a-f-]{36}/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const stored = async () => (await api.get<{ document: Document }>(`/api/v1/templates/${id}`)).document;
  const types = async () => (await stored()).blocks.map(({ type }) => type);
  const settings = page.getByRole("group", { name: "Settings", exact: true });
  const subject = page.getByRole("textbox", { name: "Subject" });

  await test.step("the subject with a variable, chosen with the arrows, and what stands there when it is empty", async () => {
    await tabTo(page, page.getByRole("textbox", { name: "Name of the template" }));
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type(`Keys ${run}`);
    // Nothing that is written for screen readers lengthens the page: its header stays where it is.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    await tabTo(page, subject);
    // Keys that choose and move need its text engine.
    await expect(subject).toBeEditable();
    await expect(subject).toBeFocused();
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type("Hello {{");
    const search = page.getByRole("combobox", { name: "Search, or type a path" });
    await expect(search).toBeFocused();
    await page.keyboard.type("name");
    await expectAccessible(page, "list of variables");
    const first = page.getByRole("option", { name: /First name/ });
    for (let i = 0; i < 8 && (await first.getAttribute("aria-selected")) !== "true"; i += 1)
      await press(page, "ArrowDown");
    await press(page, "Enter");
    await expect(subject).toBeFocused();
    await press(page, "ArrowLeft", "Enter");
    const empty = page.getByRole("dialog", { name: "Variable first_name" }).getByLabel("When it is empty, write");
    await expect(empty).toBeFocused();
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type("friend");
    await expectAccessible(page, "a variable");
    await press(page, "Enter");
    await expect(subject).toBeFocused();
    await expect.poll(async () => (await stored()).subject).toBe('Hello {{ first_name | default: "friend" }}');
  });

  await test.step("blocks: a heading that is written at once, moved, copied, deleted and brought back", async () => {
    await tabTo(
      page,
      page.getByRole("navigation", { name: "Blocks" }).getByRole("button", { name: "Add", exact: true }),
      "Shift+Tab",
    );
    await press(page, "Enter");
    await expect(page.getByRole("dialog", { name: "Add a block" })).toBeVisible();
    await expectAccessible(page, "kinds of blocks");
    await press(page, "Escape");
    await expect(page.getByRole("button", { name: "Add", exact: true })).toBeFocused();
    await chooseBlock(page, "Heading");
    await expect(block(page, /^Heading/).last()).toBeFocused();
    await press(page, "Enter", "ControlOrMeta+a");
    await page.keyboard.type("Spring news");
    await press(page, "Escape");
    const heading = block(page, /^Heading “Spring news”/);
    await expect(heading.first()).toBeFocused();
    const place = async () => (await stored()).blocks.findIndex(({ text }) => text === "Spring news");
    await expect.poll(place).toBeGreaterThan(0);
    const before = await place();
    await press(page, "Alt+ArrowUp");
    await expect.poll(place).toBe(before - 1);
    await expect(heading.first()).toBeFocused();
    await press(page, "ControlOrMeta+d");
    await expect(heading).toHaveCount(2);
    await expect(heading.last()).toBeFocused();
    await press(page, "Delete");
    await expect(heading).toHaveCount(1);
    await expect(page.locator(":focus")).toHaveAttribute("role", "group");
    await press(page, "ControlOrMeta+z");
    await expect(heading).toHaveCount(2);
    await press(page, "ControlOrMeta+z");
    await expect(heading).toHaveCount(1);
    await expect(page.locator("body")).not.toBeFocused();
  });

  await test.step("columns with a picture of one's own inside, then a list and a button that leads somewhere", async () => {
    await tabTo(page, page.getByRole("button", { name: /^Heading “Spring/ }), "Shift+Tab");
    await press(page, "Enter");
    await expect(block(page, /^Heading “Spring/)).toBeFocused();
    await addAfter(page, /^Heading “Spring/, "Columns");
    await expect(block(page, /^Columns/)).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: "Add a block to column 1" }));
    await chooseBlock(page, "Image");
    await expect(block(page, /^Image/)).toBeFocused();
    await press(page, "Enter");
    await expect(settings).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: "Choose a picture" }));
    await press(page, "Enter");
    const pictures = page.getByRole("dialog", { name: "Pictures" });
    await tabTo(page, pictures.getByRole("button", { name: "Upload a picture" }));
    const picture = { name: "our-shop.png", mimeType: "image/png", buffer: PIXEL };
    await chooseFiles(page, picture, () => press(page, "Space"));
    await expect(pictures).toBeHidden();
    await expect(page.getByRole("button", { name: "Choose a picture" })).toBeFocused();
    await press(page, "Enter");
    await tabTo(page, pictures.getByRole("button", { name: /^Choose our-shop/ }).first());
    await expectAccessible(page, "pictures");
    await press(page, "Escape");
    await expect(page.getByRole("button", { name: "Choose a picture" })).toBeFocused();
    await expect(page.getByLabel("Alternative text")).toHaveValue("our shop");
    await press(page, "Escape");
    await expect(block(page, /^Image/)).toBeFocused();
    await expect
      .poll(async () => (await stored()).blocks.find(({ type }) => type === "columns")?.columns?.[0]?.blocks[0]?.type)
      .toBe("image");

    await addAfter(page, /^Columns/, "List");
    await expect(block(page, /^List/)).toBeFocused();
    await addAfter(page, /^List/, "Button");
    await expect(block(page, /^Button/).first()).toBeFocused();
    await press(page, "Enter", "ControlOrMeta+a");
    await page.keyboard.type("Read more");
    await press(page, "Alt+Enter");
    await expect(settings).toBeFocused();
    await tabTo(page, settings.getByLabel("Leads to"));
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type("https://example.com/spring");
    await expect
      .poll(async () => (await stored()).blocks.some(({ href }) => href === "https://example.com/spring"))
      .toBe(true);
    await press(page, "Escape");
    await expect(block(page, /^Button/).first()).toBeFocused();
    expect(await types()).toEqual(expect.arrayContaining(["heading", "columns", "list", "button", "footer"]));
  });

  await test.step("who sees a block, and a version of it", async () => {
    await tabTo(page, page.getByRole("button", { name: /^Heading “Spring/ }), "Shift+Tab");
    await press(page, "Enter");
    await expect(block(page, /^Heading “Spring/)).toBeFocused();
    await press(page, "Alt+Enter");
    await expect(settings).toBeFocused();
    await tabTo(page, settings.getByRole("button", { name: "Only some" }));
    await press(page, "Enter");
    await tabTo(page, settings.getByRole("button", { name: "Add a rule" }));
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("menuitem", { name: /^Tag/ }), "ArrowDown");
    await tabTo(page, settings.getByRole("combobox", { name: "Tag" }));
    await press(page, "Enter");
    await expect(page.locator("[cmdk-input]")).toBeFocused();
    await page.keyboard.type(`member-${run}`);
    await press(page, "Enter");
    await expectAccessible(page, "rules of a block");
    const spring = async () => (await stored()).blocks.find(({ text }) => text === "Spring news");
    await expect.poll(async () => JSON.stringify((await spring())?.when)).toContain(`member-${run}`);
    await tabTo(page, settings.getByRole("button", { name: "Everybody" }), "Shift+Tab");
    await press(page, "Enter");
    await expect.poll(async () => (await spring())?.when).toBeUndefined();
    await tabTo(page, settings.getByRole("button", { name: "Add a version" }));
    await press(page, "Enter");
    await expect(settings.getByRole("combobox", { name: "Version that is shown" })).toBeVisible();
    await press(page, "Escape");
    await expect(block(page, /^Heading “Spring/)).toBeFocused();
    await press(page, "Enter");
    await expect(page.getByRole("textbox", { name: "Heading" }).filter({ hasText: "Spring" })).toBeFocused();
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type("For members");
    await expect.poll(async () => (await spring())?.variants?.[0]?.block.text).toBe("For members");
  });
});

test("its look, languages and history, its problems, its preview and a test are reached with keys alone", async ({
  signedIn: page,
  api,
}) => {
  test.setTimeout(180_000);
  await makePeople(api);
  const { id } = await api.post<{ id: string }>("/api/v1/templates", {
    name: `Reader ${run}`,
    document: {
      v: 2,
      subject: "Hello {{ first_name | default: 'friend' }}",
      preheader: "",
      blocks: [
        { id: "title", type: "heading", text: "Spring news", level: 1, align: "left" },
        {
          id: "go",
          type: "button",
          label: "Read on",
          href: "https://example.com/spring",
          align: "left",
          variant: "solid",
        },
        { id: "footer", type: "footer", text: "", unsubscribe_label: "Unsubscribe" },
      ],
    },
  });
  const stored = async () => (await api.get<{ document: Document }>(`/api/v1/templates/${id}`)).document;
  const settings = page.getByRole("group", { name: "Settings", exact: true });
  const subject = page.getByRole("textbox", { name: "Subject" });
  await page.goto(`/w/main/templates/${id}`);
  await skipToContent(page);

  await test.step("the look of the mail, a second language, and a point in its history that comes back", async () => {
    await tabTo(page, subject);
    await press(page, "Alt+Enter");
    await expect(settings).toBeFocused();
    await tabTo(page, settings.getByLabel("Font"));
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("option").last(), "End");
    await expect.poll(async () => (await stored()).theme?.font).toBeTruthy();
    await tabTo(page, settings.locator("summary").filter({ hasText: "Languages" }));
    await press(page, "Enter");
    await tabTo(page, settings.getByLabel("Code of a language"));
    await page.keyboard.type("pt");
    await press(page, "Enter");
    await expect(page.getByText(/\d+ not translated/)).toBeVisible();
    await expectAccessible(page, "look and languages");
    await tabTo(page, page.getByRole("combobox", { name: "Language", exact: true }), "Shift+Tab");
    await press(page, "Enter");
    await arrowTo(page, page.getByRole("option", { name: /\(own\)/ }), "Home");
    await expect(page.getByText(/\d+ not translated/)).toBeHidden();

    const history = page.getByRole("button", { name: "History", exact: true });
    await tabTo(page, history);
    await press(page, "Enter");
    const dialog = page.getByRole("dialog", { name: "History" });
    await tabTo(page, dialog.getByLabel("Name of the point"));
    await page.keyboard.type("By keys");
    await press(page, "Enter");
    await tabTo(page, dialog.getByRole("button", { name: /By keys/ }));
    await press(page, "Escape");
    await expect(history).toBeFocused();
    await tabTo(page, subject);
    await press(page, "End");
    await page.keyboard.type("!");
    await expect.poll(async () => (await stored()).subject).toMatch(/!$/);
    await tabTo(page, history, "Shift+Tab");
    await press(page, "Enter");
    await tabTo(page, dialog.getByRole("button", { name: /By keys/ }));
    await press(page, "Enter");
    await tabTo(page, dialog.getByRole("button", { name: "Restore this version" }));
    await expectAccessible(page, "a point in the history");
    await press(page, "Enter");
    await expect(dialog).toBeHidden();
    await expect(history).toBeFocused();
    await expect.poll(async () => (await stored()).subject).not.toMatch(/!$/);
  });

  await test.step("a problem leads to its block", async () => {
    await tabTo(page, page.getByRole("button", { name: /^\d+ problems?$/ }), "Shift+Tab");
    await press(page, "Enter");
    const problems = page.getByRole("dialog", { name: "Problems" });
    await expectAccessible(page, "problems of a mail");
    await tabTo(page, problems.getByRole("button").first());
    await press(page, "Enter");
    await expect(problems).toBeHidden();
    await expect(page.locator(":focus")).toHaveAttribute("id", /^(block|mail)-/);
  });

  await test.step("the preview: whom, how wide, which colours, which part", async () => {
    const preview = page.getByRole("radio", { name: "Preview" });
    await tabTo(page, page.getByRole("radio", { name: "Edit" }), "Shift+Tab");
    await arrowTo(page, preview, "ArrowRight", "Space");
    await expect(preview).toBeChecked();
    await expect(preview).toBeFocused();
    await tabTo(page, page.getByRole("combobox", { name: "Audience" }));
    await press(page, "Enter");
    await expect(page.locator("[cmdk-input]")).toBeFocused();
    await page.keyboard.type(`Keys ${run}`);
    await expect(page.getByRole("option", { name: new RegExp(`Keys ${run}`) })).toBeVisible();
    await press(page, "Enter");
    await expect(page.getByRole("combobox", { name: "Audience" })).toHaveText(`Keys ${run}`);
    const next = page.getByRole("button", { name: "Next person" });
    await tabTo(page, next);
    await expect(next).toBeEnabled();
    await press(page, "Enter");
    await expect(page.getByRole("heading", { name: "Hello Nils" })).toBeVisible();
    await press(page, "Enter");
    await expect(page.getByRole("heading", { name: "Hello Petra" })).toBeVisible();
    await expect(next).toBeDisabled();
    await expect(next).toBeFocused();
    await expectAccessible(page, "preview");
    await tabTo(page, page.getByRole("button", { name: "Previous person" }), "Shift+Tab");
    await press(page, "Enter");
    await expect(page.getByRole("heading", { name: "Hello Nils" })).toBeVisible();
    await tabTo(page, page.getByRole("radio", { name: "Desktop, 600 px" }));
    await arrowTo(page, page.getByRole("radio", { name: "Small phone, 320 px" }), "End", "Space");
    await expect.poll(async () => (await page.locator("iframe[title^='Preview']").boundingBox())?.width).toBe(320);
    await tabTo(page, page.getByRole("radio", { name: "Light", exact: true }));
    await arrowTo(page, page.getByRole("radio", { name: "Dark", exact: true }), "ArrowRight", "Space");
    await expect(page.getByRole("radio", { name: "Dark", exact: true })).toBeChecked();
    await tabTo(page, page.getByRole("radio", { name: "HTML" }));
    await arrowTo(page, page.getByRole("radio", { name: "Text", exact: true }), "ArrowRight", "Space");
    await expect(page.getByRole("region", { name: "Text part" })).toContainText(/example\.com\/spring/);
    await arrowTo(page, page.getByRole("radio", { name: "Source" }), "ArrowRight", "Space");
    await expect(page.getByRole("region", { name: "HTML source" })).toBeVisible();
  });

  await test.step("a test goes to me as that person, and I read it in the Inbox", async () => {
    const button = page.getByRole("button", { name: "Send test" });
    await tabTo(page, button, "Shift+Tab");
    await press(page, "Enter");
    const dialog = page.getByRole("dialog", { name: "Send a test" });
    await expect(dialog.getByRole("combobox", { name: "See the mail as" })).toHaveText("Nils");
    await expectAccessible(page, "sending a test");
    await press(page, "Escape");
    await expect(button).toBeFocused();
    await press(page, "Enter");
    await tabTo(page, dialog.getByLabel("To", { exact: true }));
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type("nobody");
    await press(page, "Enter");
    await expect(dialog.getByText("Delivered")).toBeHidden();
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type(`me-${run}@example.com`);
    await press(page, "Enter");
    await expect(dialog.getByText("Delivered")).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page, "a test that was delivered");
    await tabTo(page, dialog.getByRole("link", { name: "Read it in the Inbox" }));
    await press(page, "Enter");
    await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
    await expect(page.getByRole("heading", { name: /Hello Nils/ }).first()).toBeVisible();
    await expect(page.getByText(`me-${run}@example.com`).first()).toBeVisible();
  });
});
