import type { Page } from "@playwright/test";
import { type Hand, keyboard, mouse } from "./support/act";
import { find, openCanvas, step } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { makeMail, makeReaders, openMail } from "./support/mail-scene";
import { type Api, expect, test } from "./support/product";

/** A mail before it goes out: seen as its readers get it, tried, and kept back while it is broken. By mouse and with nothing but keys. */

test.use({ viewport: { width: 1440, height: 900 } });

type Made = { id: string };

async function tryIt(page: Page, api: Api, hand: Hand, run: string): Promise<void> {
  await makeReaders(api, run);
  const id = await makeMail(api, `Tried ${run}`, [
    { id: "code", type: "html", html: `<p>For {{ plan_${run} }} members</p>` },
    { id: "cart", type: "list", path: `event.products_${run}`, title: "{{ item.name }}" },
  ]);
  const { outline, settings, stored, chooseMail, openSection } = await openMail(page, api, hand, id);
  await hand.pick(outline.getByRole("combobox", { name: "See the mail as" }), `Petra ${run}`);

  await test.step("seen as somebody on every screen, in every colour and part; what they lack is marked, counted and leads to its block", async () => {
    await hand.press(page.getByRole("radio", { name: "Preview" }));
    const reader = page.getByRole("combobox", { name: "See the mail as" });
    const mail = page.frameLocator("iframe[title^='Preview']");
    for (const [name, width] of [
      ["Small phone, 320 px", 320],
      ["Phone, 375 px", 375],
      ["Desktop, 600 px", 680],
    ] as const) {
      await hand.press(page.getByRole("radio", { name }));
      await expect.poll(async () => (await page.locator("iframe[title^='Preview']").boundingBox())?.width).toBe(width);
    }
    for (const name of ["Dark", "Inverted by the mail app", "Light"]) {
      await hand.press(page.getByRole("radio", { name, exact: true }));
      await expect(page.getByRole("radio", { name, exact: true })).toBeChecked();
    }
    await hand.press(page.getByRole("radio", { name: "Text", exact: true }));
    await expect(page.getByRole("region", { name: "Text part" })).toContainText(`Guji ${run}`);
    await hand.press(page.getByRole("radio", { name: "Source" }));
    await expect(page.getByRole("region", { name: "HTML source" })).toBeVisible();
    await hand.press(page.getByRole("radio", { name: "HTML" }));
    await hand.pick(reader, `Nils ${run}`);
    await expect(mail.locator(`[data-missing="plan_${run}"]`).first()).toBeVisible();
    const gap = page.locator("p").filter({ hasText: new RegExp(`plan_${run} empty for Nils ${run}, missing for`) });
    await hand.press(gap.getByRole("button", { name: /^HTML/ }));
    await expect(page.getByRole("group", { name: "HTML", exact: true })).toBeFocused();
  });

  await test.step("who lacks something gets the plain version", async () => {
    await chooseMail();
    await openSection("When it cannot be filled");
    await hand.press(settings.getByRole("radio", { name: /^Send a plain version/ }));
    await hand.turn(settings.getByRole("switch", { name: "Also when a variable is empty" }));
    await hand.fill(settings.getByLabel("Its subject"), "Our news");
    await hand.fill(settings.getByLabel("Its text"), "In plain words.");
    await expect
      .poll(async () => (await stored()).on_failure)
      .toMatchObject({ do: "fallback", when_empty: true, body: "In plain words." });
    await expectAccessible(page, "a mail's plain version");
    await hand.press(page.getByRole("radio", { name: "Preview" }));
    await expect(page.getByText(/gets the plain version/)).toBeVisible();
    await hand.pick(page.getByRole("combobox", { name: "See the mail as" }), `Petra ${run}`);
    await expect(page.getByText(/gets the plain version/)).toBeHidden();
  });

  await test.step("a test goes to me as she would get it", async () => {
    await hand.press(page.getByRole("button", { name: "Send test" }));
    const dialog = page.getByRole("dialog", { name: "Send a test" });
    await hand.fill(dialog.getByLabel("To", { exact: true }), `me-${run}@example.com`);
    await hand.confirm(dialog.getByRole("button", { name: "Send test" }));
    await expect(dialog.getByText("Delivered")).toBeVisible({ timeout: 30_000 });
    await hand.press(dialog.getByRole("button", { name: "Close", exact: true }).last());
    await expect(dialog).toBeHidden();
  });
}

async function keepItBack(page: Page, api: Api, hand: Hand, run: string): Promise<void> {
  await makeReaders(api, run);
  const id = await makeMail(api, `Broken ${run}`, [{ id: "title", type: "heading", text: "Spring" }]);
  const { block, add } = await openMail(page, api, hand, id);

  await test.step("a broken mail keeps its journey from going live, and is one press from its block", async () => {
    await add("Image");
    await expect.poll(() => block("image")).toBeTruthy();
    await hand.press(page.getByRole("button", { name: /^\d+ problems?$/ }));
    const problems = page.getByRole("dialog", { name: "Problems" });
    await hand.press(problems.getByRole("button", { name: /The image has no address/ }));
    await expect(page.getByRole("group", { name: "Image" })).toBeFocused();
    const mail = { id: "mail", type: "email", config: { template_id: id } };
    const journey = await api.post<Made>("/api/v1/journeys", {
      name: `Parts ${run}`,
      graph: {
        nodes: [{ id: "start", type: "trigger.manual", config: {} }, mail],
        edges: [{ from: "start", port: "next", to: "mail" }],
      },
    });
    await page.goto(`/w/main/journeys/${journey.id}`);
    await hand.press(page.getByRole("button", { name: "Publish", exact: true }));
    const sheet = page.getByRole("dialog", { name: /^Publish version/ });
    await expect(sheet.getByText("One thing stands in the way")).toBeVisible();
    await expect(sheet.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
    await hand.press(sheet.getByRole("link", { name: /The image has no address/ }));
    await expect(page.getByRole("group", { name: "Image" })).toBeFocused();
  });

  await test.step("a mail in code stands beside the others, to be looked at and sent", async () => {
    await page.goto("/w/main/templates");
    await hand.press(page.getByRole("radio", { name: "In code" }));
    const receipt = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Receipt" }) });
    await expect(receipt).toContainText(/Needs order id/);
    await expect(receipt.getByRole("link")).toHaveCount(0);
    const graph = {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: `seen_${run}` } },
        { id: "mail", type: "email", config: {} },
      ],
      edges: [{ from: "start", port: "next", to: "mail" }],
    };
    const journey = await api.post<Made>("/api/v1/journeys", { name: `Code ${run}`, graph });
    await openCanvas(page, journey.id);
    await find(page, "Send email", "mail");
    await hand.press(step(page, "mail"));
    const panel = page.getByRole("complementary", { name: "Settings: Send email" });
    await hand.pick(panel.getByRole("combobox", { name: "Template", exact: true }), "Receipt");
    await expect(panel.getByText("Written in code by your developers.")).toBeVisible();
    await hand.fill(panel.getByLabel("order id"), `event.products_${run}`);
    const config = async () =>
      (await api.get<{ graph: typeof graph }>(`/api/v1/journeys/${journey.id}`)).graph.nodes[1]?.config;
    await expect
      .poll(config)
      .toMatchObject({ template_id: "code:receipt", props: { order_id: `event.products_${run}` } });
  });
}

const run = Date.now().toString(36);

test("a mail is seen and tried as its readers get it by mouse", async ({ signedIn: page, api }) => {
  await tryIt(page, api, mouse(page), `tm${run}`);
});

test("a mail is seen and tried as its readers get it with keys alone", async ({ signedIn: page, api }) => {
  await tryIt(page, api, keyboard(page), `tk${run}`);
});

test("a broken mail is kept back, and one in code is sent like any other by mouse", async ({ signedIn: page, api }) => {
  await keepItBack(page, api, mouse(page), `bm${run}`);
});

test("a broken mail is kept back, and one in code is sent like any other with keys alone", async ({
  signedIn: page,
  api,
}) => {
  await keepItBack(page, api, keyboard(page), `bk${run}`);
});
