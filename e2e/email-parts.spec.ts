import type { Page } from "@playwright/test";
import { type Hand, keyboard, mouse } from "./support/act";
import { expectAccessible } from "./support/expect-accessible";
import { makeMail, makeReaders, openMail } from "./support/mail-scene";
import { type Api, expect, test } from "./support/product";

/** Everything that a mail can have, made by mouse and with nothing but keys. */

test.use({ viewport: { width: 1440, height: 900 } });

const paragraph = { type: "paragraph", content: [{ type: "text", text: "Our news" }] };
const words = { id: "words", type: "text", content: { type: "doc", content: [paragraph] } };
const title = { id: "title", type: "heading", text: "Spring" };

/** Words, variables and blocks. */
async function writeIt(page: Page, api: Api, hand: Hand, run: string): Promise<void> {
  const { petra } = await makeReaders(api, run);
  const id = await makeMail(api, `Words ${run}`, [title, words]);
  const { outline, settings, subject, stored, block, seenAs, add } = await openMail(page, api, hand, id);

  await test.step("variables: what they are for somebody real, as chips, with a word for who has nothing", async () => {
    await hand.pick(outline.getByRole("combobox", { name: "See the mail as" }), `Petra ${run}`);
    await hand.write(subject, " for {{");
    await expect(page.locator("[cmdk-item]").filter({ hasText: `e.g. Petra ${run}` })).toBeVisible();
    await hand.take("First name");
    await expect(subject).toBeFocused();
    await hand.write(subject, ", {{");
    await hand.take(`plan_${run}`);
    await expect(subject).toBeFocused();
    const chip = subject.getByRole("button", { name: `plan_${run}` });
    await expect(chip).toHaveAttribute("title", /No word for people who have nothing/);
    await hand.press(chip);
    const panel = page.getByRole("dialog", { name: `Variable plan_${run}` });
    await hand.fill(panel.getByLabel("When it is empty, write"), "all plans");
    await hand.confirm(panel.getByRole("button", { name: "Done" }));
    await expect(panel).toBeHidden();
    const said = `News for {{ first_name | default: "there" }}, {{ plan_${run} | default: "all plans" }}`;
    await expect.poll(async () => (await stored()).subject).toBe(said);
  });

  await test.step("rich text: bold, a link and a list", async () => {
    const words = page.getByRole("group", { name: "Text", exact: true }).getByRole("textbox");
    await hand.write(words, " of this week");
    await page.keyboard.press("ControlOrMeta+a");
    const bar = page.getByRole("toolbar", { name: "Text formatting" });
    const format = async (name: string) => {
      await hand.shortcut("Alt+F10", words, bar.getByRole("button").first());
      await hand.press(bar.getByRole("button", { name, exact: true }));
    };
    await format("Bold");
    await format("Link");
    const link = page.getByRole("dialog", { name: "Link" });
    await hand.fill(link.getByLabel("Address"), "https://shop.example.org/news");
    await hand.confirm(link.getByRole("button", { name: "Apply" }));
    await format("List");
    const text = async () => JSON.stringify(await block("text"));
    await expect.poll(text).toContain("bulletList");
    for (const part of ["Our news of this week", '"bold"', "https://shop.example.org/news"])
      expect(await text()).toContain(part);
  });

  await test.step("blocks of every kind, HTML among them, whose scripts go nowhere", async () => {
    for (const kind of ["Divider", "Spacer", "Columns", "HTML"]) await add(kind);
    const html = `<p>For {{ plan_${run} }} members</p><script>alert(1)</script>`;
    await hand.fill(settings.getByLabel("HTML", { exact: true }), html);
    await expect.poll(async () => JSON.stringify(await block("html"))).toContain("members");
    const { html: sent } = await seenAs(petra);
    expect(sent).toContain("For pro members");
    expect(sent).not.toContain("alert(1)");
  });

  await test.step("a list of what somebody looked at, as cards", async () => {
    await add("List");
    await hand.pick(settings.getByRole("combobox", { name: "List" }), `event.products_${run}`);
    await hand.press(settings.getByRole("radio", { name: "Cards" }));
    await expect.poll(() => block("list")).toMatchObject({ path: `event.products_${run}`, layout: "cards" });
    expect((await seenAs(petra)).html).toContain(`Guji ${run}`);
    const kinds = (await stored()).blocks.map(({ type }) => type);
    expect(kinds).toEqual(expect.arrayContaining(["divider", "spacer", "columns", "html", "list"]));
  });
}

/** What only some get, what mails share, how it looks and what it offers. */
async function setItUp(page: Page, api: Api, hand: Hand, run: string): Promise<void> {
  const { petra, nils } = await makeReaders(api, run);
  await api.post("/api/v1/code-pools", { name: `Spring ${run}` });
  const button = { id: "go", type: "button", label: `Go ${run}`, href: "https://shop.example.org/go" };
  const id = await makeMail(api, `Some ${run}`, [title, button]);
  const { settings, stored, block, seenAs, add, choose, chooseMail, openSection } = await openMail(page, api, hand, id);

  await test.step("a block that only some see, and words of its own for some with the others' as fallback", async () => {
    await choose(/^Heading/);
    const who = settings.getByRole("region", { name: "Who sees it" });
    await hand.press(who.getByRole("button", { name: "Only some" }));
    await hand.rule(who.getByRole("button", { name: "Add a rule" }), "Tag");
    await hand.pick(who.getByRole("combobox", { name: "Tag" }), `vip-${run}`);
    await expect(page.getByText("Only for some", { exact: true })).toBeVisible();
    await expect.poll(async () => (await seenAs(nils)).html.includes("Spring")).toBe(false);
    await hand.press(who.getByRole("button", { name: "Everybody" }));
    const versions = settings.getByRole("region", { name: "Versions" });
    await hand.press(versions.getByRole("button", { name: "Add a version" }));
    await hand.rule(versions.getByRole("button", { name: "Add a rule" }), "Tag");
    await hand.pick(versions.getByRole("combobox", { name: "Tag" }), `vip-${run}`);
    await hand.write(page.getByRole("textbox", { name: "Heading" }), " for members");
    await expect.poll(async () => (await block("heading"))?.variants?.[0]?.block.text).toBe("Spring for members");
    await expect.poll(async () => (await seenAs(petra)).html).toContain("Spring for members");
    const { html } = await seenAs(nils);
    expect(html).toContain("Spring");
    expect(html).not.toContain("for members");
  });

  await test.step("a block for all mails, shown twice and changed in one place", async () => {
    await choose(new RegExp(`Go ${run}`));
    await hand.press(settings.getByRole("button", { name: "Make it reusable" }));
    await expect(page.getByRole("group", { name: /^Reusable/ })).toBeVisible();
    await add("Reusable");
    await hand.pick(settings.getByRole("combobox", { name: "Reusable block" }), `Button “Go ${run}”`);
    await expect.poll(async () => (await seenAs(nils)).html.split(`Go ${run}`).length).toBe(3);
    await hand.press(settings.getByRole("link", { name: "Edit it" }));
    const label = page.getByRole("textbox", { name: "Button", exact: true });
    await expect(label).toBeVisible();
    await hand.write(label, " now");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect.poll(async () => (await seenAs(nils)).html.split(`Go ${run} now`).length).toBe(3);
    await page.goto(`/w/main/templates/${id}`);
  });

  await test.step("its look, and what it offers with codes", async () => {
    await chooseMail();
    await hand.choose(settings.getByLabel("Font"), "Serif");
    await openSection("Discount or offer");
    await hand.turn(settings.getByRole("switch", { name: "This mail offers something" }));
    await hand.fill(settings.getByLabel("Percent"), "20");
    await hand.turn(settings.getByRole("switch", { name: "An amount for large carts instead" }));
    await hand.fill(settings.getByLabel("At most"), "45");
    await hand.choose(settings.getByRole("combobox", { name: "Pool of codes" }), `Spring ${run}`);
    await expect
      .poll(async () => (await stored()).incentive)
      .toMatchObject({
        offers: [{ percent: 20 }],
        large_cart: { over: 200, percent: 15, amount_max: 45 },
        pool_id: expect.any(String),
      });
    expect((await stored()).theme?.font).toBe("serif");
    await expectAccessible(page, "a mail's offer");
  });
}

const run = Date.now().toString(36);

test("a mail is written with variables and every kind of block by mouse", async ({ signedIn: page, api }) => {
  await writeIt(page, api, mouse(page), `wm${run}`);
});

test("a mail is written with variables and every kind of block with keys alone", async ({ signedIn: page, api }) => {
  await writeIt(page, api, keyboard(page), `wk${run}`);
});

test("a mail says other things to some, shares a block, has a look and an offer by mouse", async ({
  signedIn: page,
  api,
}) => {
  await setItUp(page, api, mouse(page), `sm${run}`);
});

test("a mail says other things to some, shares a block, has a look and an offer with keys alone", async ({
  signedIn: page,
  api,
}) => {
  await setItUp(page, api, keyboard(page), `sk${run}`);
});
