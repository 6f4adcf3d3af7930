import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";
import { joinAs } from "./support/second-member";

type Made = { id: string };
type Document = {
  blocks: { type: string; when?: unknown; variants?: unknown[]; columns?: { blocks: { type: string }[] }[] }[];
  translations?: Record<string, { subject?: string }>;
};
type Template = { id: string; document: Document };

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function openTemplate(page: Page, id: string): Promise<void> {
  await page.goto("/");
  const [, slug] = /\/w\/([^/?]+)/.exec(page.url()) ?? [];
  await page.goto(`/w/${slug}/templates/${id}`);
  await expect(page.getByRole("navigation", { name: "Blocks" })).toBeVisible({ timeout: 30_000 });
}

async function stored(api: Api, id: string): Promise<Document> {
  return (await api.get<Template>(`/api/v1/templates/${id}`)).document;
}

/** A block from the menu of the outline, by its name. */
async function addBlock(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Blocks" }).getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("dialog", { name: "Add a block" }).getByRole("button", { name, exact: true }).click();
}

test("a mail is built from columns, lists, pictures and rules, and everybody gets their own", async ({
  signedIn: page,
  api,
}) => {
  const run = Date.now().toString(36);
  const [vip, other] = [`vip-${run}`, `other-${run}`];
  for (const [id, tags, locale] of [
    [vip, ["vip"], "en"],
    [other, [], "pt-BR"],
  ] as const)
    await api.call("PUT", `/api/v1/subscribers/${id}`, { email: `${id}@example.com`, tags, locale });
  const items = [{ name: "Guji", quantity: 2, price: 14.5, url: "https://shop.example/guji", image: "" }];
  for (const userId of [vip, other])
    await api.post("/api/v1/track", { userId, event: "cart_abandoned", properties: { items, cart_value: 250 } });
  const { id } = await api.post<Made>("/api/v1/templates", { name: `Cart ${run}` });
  await openTemplate(page, id);

  await test.step("blocks by mouse: a list, columns with something in them, a picture of one's own", async () => {
    await addBlock(page, "List");
    await expect(page.getByText("for each item of event.items")).toBeVisible();
    await addBlock(page, "Columns");
    await page.getByRole("button", { name: "Add a block to column 1" }).click();
    await page.getByRole("dialog", { name: "Add a block" }).getByRole("button", { name: "Image", exact: true }).click();
    await page.getByRole("button", { name: "Choose a picture" }).click();
    await page
      .getByLabel("Picture to upload")
      .setInputFiles({ name: "our-shop.png", mimeType: "image/png", buffer: PIXEL });
    await expect(page.getByLabel("Alternative text")).toHaveValue("our shop");
    await expectAccessible(page, "list and columns");
  });

  await test.step("an SVG is refused with a word, and nothing is lost", async () => {
    await page.getByRole("button", { name: "Choose a picture" }).click();
    await page.getByLabel("Picture to upload").setInputFiles({
      name: "x.png",
      mimeType: "image/png",
      buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    });
    await expect(page.getByText("The picture was not uploaded")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("Alternative text")).toHaveValue("our shop");
  });

  await test.step("a rule and a version of the heading", async () => {
    await page
      .getByRole("navigation", { name: "Blocks" })
      .getByRole("button", { name: /^Heading/ })
      .click();
    await page.getByRole("button", { name: "Add a version" }).click();
    await page.getByRole("textbox", { name: "Heading" }).fill("Welcome back, dear member");
    await expect
      .poll(async () => JSON.stringify((await stored(api, id)).blocks.find(({ type }) => type === "heading")?.variants))
      .toContain("Welcome back, dear member");
    expect((await stored(api, id)).blocks.map(({ type }) => type)).toContain("columns");
    await expectAccessible(page, "a version");
  });

  await test.step("by keyboard: move, copy and undo a block", async () => {
    const list = page.getByRole("group", { name: /^List/ });
    await list.focus();
    const place = async () => (await stored(api, id)).blocks.findIndex(({ type }) => type === "list");
    const before = await place();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(place).toBe(before - 1);
    await list.focus();
    await page.keyboard.press("ControlOrMeta+d");
    await expect(page.getByRole("group", { name: /^List/ })).toHaveCount(2);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(page.getByRole("group", { name: /^List/ })).toHaveCount(1);
  });

  await test.step("a second language, with what is left to translate", async () => {
    await page.getByRole("textbox", { name: "Subject" }).click();
    const settings = page.getByRole("complementary").last();
    await settings.getByText("Languages").click();
    await settings.getByLabel("Code of a language").fill("pt");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/\d+ not translated/)).toBeVisible();
    await page.getByRole("textbox", { name: "Subject" }).fill("O seu carrinho");
    await expect.poll(async () => (await stored(api, id)).translations?.pt?.subject).toBe("O seu carrinho");
    await expectAccessible(page, "two languages");
  });

  await test.step("each person's own mail: language by pt-BR → pt, the version by the tag, the items of their cart", async () => {
    // the version's rule as the API has it, so that this spec does not repeat the rule builder's own
    const { document } = await api.get<{ document: Document }>(`/api/v1/templates/${id}`);
    const heading = document.blocks.find(({ type }) => type === "heading");
    if (heading?.variants?.[0]) Object.assign(heading.variants[0], { when: { tag: "vip" } });
    const preview = (external_id: string) =>
      api.post<{ subject: string; html: string }>("/api/v1/templates/preview", { document, external_id });
    const [theirs, others] = [await preview(vip), await preview(other)];
    expect(theirs.html).toContain("Welcome back, dear member");
    expect(others.html).not.toContain("Welcome back, dear member");
    expect(others.subject).toBe("O seu carrinho");
    expect(theirs.subject).not.toBe("O seu carrinho");
    for (const { html } of [theirs, others]) expect(html).toContain("Guji");
  });
});

test("what was published can be compared and brought back, and a reusable block is changed in one place", async ({
  signedIn: page,
  api,
}) => {
  const run = Date.now().toString(36);
  const { id } = await api.post<Made>("/api/v1/templates", { name: `History ${run}` });
  await openTemplate(page, id);

  await test.step("a point is saved, words change, the point comes back, undo takes it away", async () => {
    await page.getByRole("button", { name: "History", exact: true }).click();
    await page.getByLabel("Name of the point").fill("First idea");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: /First idea/ })).toBeVisible();
    await page.keyboard.press("Escape");
    const heading = page.getByRole("textbox", { name: "Heading" });
    await heading.fill("Something else");
    await page.getByRole("button", { name: "History", exact: true }).click();
    await page.getByRole("button", { name: /First idea/ }).click();
    await expect(page.getByText("Something else").last()).toBeVisible();
    await expectAccessible(page, "an old version");
    await page.getByRole("button", { name: "Restore this version" }).click();
    await expect(heading).not.toHaveText("Something else");
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(heading).toHaveText("Something else");
  });

  await test.step("a block becomes reusable; its mail cannot be published once it is deleted", async () => {
    await page
      .getByRole("navigation", { name: "Blocks" })
      .getByRole("button", { name: /^Button/ })
      .click();
    await page.getByRole("button", { name: "Make it reusable" }).click();
    await expect(page.getByRole("group", { name: /^Reusable/ })).toBeVisible();
    const [made] = (await api.get<{ data: Made[] }>("/api/v1/templates?kind=block")).data;
    const uses = () => api.get<{ templates: Made[] }>(`/api/v1/templates/${made?.id}/uses`);
    await expect.poll(async () => (await uses()).templates.map((one) => one.id)).toContain(id);
    const journey = await api.post<Made>("/api/v1/journeys", {
      name: `Sends ${run}`,
      graph: {
        nodes: [
          { id: "start", type: "trigger.manual", config: {} },
          { id: "mail", type: "email", config: { template_id: id } },
        ],
        edges: [{ from: "start", port: "next", to: "mail" }],
      },
    });
    await api.post(`/api/v1/journeys/${journey.id}/publish`);
    await api.call("DELETE", `/api/v1/templates/${made?.id}`, undefined, [204]);
    const refused = await api.call<{ errors: { message: string }[] }>(
      "POST",
      `/api/v1/journeys/${journey.id}/publish`,
      {},
      [422],
    );
    expect(JSON.stringify(refused)).toContain("reusable block that stood here was deleted");
  });

  await test.step("an archived template says that live journeys go on with their copy", async () => {
    await api.call("DELETE", `/api/v1/templates/${id}`, undefined, [204]);
    await page.reload();
    await expect(page.getByText(/A live journey goes on sending the copy/)).toBeVisible();
  });
});

test("codes are generated, given one for each person, and the page says how many are left", async ({
  signedIn: page,
  api,
}) => {
  const run = Date.now().toString(36);
  await page.goto("/");
  const [, slug] = /\/w\/([^/?]+)/.exec(page.url()) ?? [];
  await page.goto(`/w/${slug}/templates/codes`);
  await page.getByRole("button", { name: "New pool" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(`Spring ${run}`);
  await page.keyboard.press("Enter");
  const pool = page.getByRole("listitem").filter({ hasText: `Spring ${run}` });
  await pool.getByRole("button", { name: "Add codes" }).click();
  await page.getByRole("radio", { name: "Generate" }).click();
  await page.getByLabel("How many").fill("3");
  await page.getByRole("button", { name: "Generate codes" }).click();
  await expect(pool.getByText("3 left")).toBeVisible();
  await expectAccessible(page, "a pool of codes");

  const pools = await api.get<{ data: { id: string; name: string }[] }>("/api/v1/code-pools");
  const poolId = pools.data.find(({ name }) => name === `Spring ${run}`)?.id;
  const { id } = await api.post<Made>("/api/v1/templates", {
    name: `Offer ${run}`,
    document: {
      v: 2,
      subject: "{{ incentive.label }} with {{ incentive.code }}",
      blocks: [{ id: "b", type: "button", label: "Go", href: '{{ "https://shop.example/cart" | signed_link }}' }],
      incentive: { offers: [{ percent: 10 }], large_cart: { over: 200, percent: 15, amount_max: 30 }, pool_id: poolId },
    },
  });
  const journey = await api.post<Made>("/api/v1/journeys", {
    name: `Offer ${run}`,
    graph: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: `cart_${run}` } },
        { id: "mail", type: "email", config: { template_id: id } },
      ],
      edges: [{ from: "start", port: "next", to: "mail" }],
    },
  });
  await api.post(`/api/v1/journeys/${journey.id}/publish`);
  const people = [1, 2, 3, 4].map((n) => `shopper-${n}-${run}`);
  for (const [i, external] of people.entries()) {
    await api.call("PUT", `/api/v1/subscribers/${external}`, { email: `${external}@example.com` });
    await api.post("/api/v1/track", {
      userId: external,
      event: `cart_${run}`,
      properties: { cart_value: i === 0 ? 400 : 50 },
    });
  }
  type Message = { id: string; status: string; subject: string | null; reason: string | null; external_id: string };
  const messages = async () => (await api.get<{ data: Message[] }>(`/api/v1/messages?journey_id=${journey.id}`)).data;
  await expect
    .poll(async () => (await messages()).filter(({ status }) => ["sent", "skipped"].includes(status)).length, {
      timeout: 30_000,
    })
    .toBe(4);
  const all = await messages();
  const sent = all.filter(({ status }) => status === "sent");
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ subject }) => subject?.split(" with ")[1])).size).toBe(3);
  expect(all.find(({ status }) => status === "skipped")?.reason).toMatch(/^no_code/);
  const large = all.find(({ external_id }) => external_id === people[0]);
  if (large?.status === "sent") expect(large.subject).toContain("€30.00");
  const detail = await api.get<{ text: string }>(`/api/v1/messages/${sent[0]?.id}`);
  expect(detail.text).toMatch(/https?:\/\/\S+/);
  await page.reload();
  await expect(pool.getByText("Empty", { exact: true })).toBeVisible();
});

test("who may only look at a mail is told so in a line, and sees it as anybody would get it", async ({
  signedIn: ownersPage,
  browser,
  api,
  baseURL,
}) => {
  const { id } = await api.post<Made>("/api/v1/templates", { name: `Read only ${Date.now().toString(36)}` });
  const { page } = await joinAs(browser, ownersPage, baseURL ?? "", { name: "Vera", role: "viewer" });
  await page.goto(`/w/main/templates/${id}`);
  await expect(
    page.getByText("Your role may look at emails. Owners, admins and editors can change them"),
  ).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name of the template" })).toHaveAttribute("readonly", "");
  await expectAccessible(page, "a mail as who may only look sees it");
  await page.getByRole("radio", { name: "Preview" }).click();
  await page.getByRole("radio", { name: "Phone, 375 px" }).click();
  await expect(page.locator("iframe").contentFrame().locator("body")).not.toBeEmpty();
  await page.context().close();
});
