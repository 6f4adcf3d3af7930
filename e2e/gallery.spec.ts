import { expectAccessible } from "./support/expect-accessible";
import { press, skipToContent, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";

type Simulated = { messages: { node_id: string; subject: string; html: string }[]; ended: string; reason?: string };
type Listed = { data: { id: string; name: string }[] };

test.describe("the gallery", () => {
  test("a journey is looked at and installed in two clicks, and a cart of 250 gets 30 off (J10, P7)", async ({
    signedIn: page,
    api,
  }) => {
    await page.goto("/w/main/journeys");
    await page.getByRole("link", { name: "Gallery" }).first().click();
    await expect(page.getByRole("heading", { name: "Gallery", level: 1 })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ has: page.getByRole("heading") })).toHaveCount(13);
    await expectAccessible(page, "the gallery");

    for (const name of ["Welcome in five mails", "Welcome that adapts", "Abandoned cart", "Trial ending"]) {
      const card = page.getByRole("listitem").filter({ has: page.getByRole("button", { name, exact: true }) });
      await card.scrollIntoViewIfNeeded();
      await expect(card.locator("iframe"), name).toBeVisible();
    }
    await page.getByRole("button", { name: "Abandoned cart" }).click();
    const detail = page.getByRole("dialog", { name: "Abandoned cart" });
    await expect(detail.getByText("a cart of 250 gets 30 off, not 15 %")).toBeVisible();
    await expect(detail.getByText("purchase_completed").first()).toBeVisible();
    await expectAccessible(page, "a journey of the gallery");
    await detail.getByRole("button", { name: "Use this journey" }).click();
    await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
    await expect(page.getByRole("button", { name: /^Event happens/ }).first()).toBeVisible();

    const { data } = await api.get<Listed>("/api/v1/journeys?limit=200");
    const journey = data.find(({ name }) => name === "Abandoned cart");
    const simulate = (body: object) => api.post<Simulated>(`/api/v1/journeys/${journey?.id}/simulate`, body);
    const trigger = { event: "cart_abandoned", properties: { cart_value: 250 } };
    const subscriber = { first_name: "Ada", email: "ada@example.com" };
    const left = await simulate({ subscriber, trigger });
    expect(left.messages.map(({ node_id }) => node_id)).toEqual(["reminder-1", "reminder-2", "reminder-3"]);
    expect(left.messages[1]?.subject).toContain("30");
    expect(left.messages[1]?.subject).not.toContain("37.5");
    const bought = await simulate({
      subscriber,
      trigger,
      events: [{ event: "purchase_completed", properties: { amount: 250 }, after: "PT20M" }],
    });
    expect(bought.messages).toEqual([]);
    expect(bought.ended).toBe("completed");
  });

  test("before a journey is published its sheet says once what several mails ask for, and each leads to its block", async ({
    signedIn: page,
    api,
  }) => {
    const { journey } = await api.post<{ journey: { id: string } }>("/api/v1/gallery/welcome/install");
    const sheet = page.getByRole("dialog", { name: /^Publish version/ });
    const words = sheet.locator("summary").filter({ hasText: "4 places for words of your own in one mail" });

    await test.step("by mouse", async () => {
      await page.goto(`/w/main/journeys/${journey.id}`);
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await expect(sheet.getByText(/^\d+ example links in 5 mails/)).toBeVisible();
      const name = sheet.getByRole("link", { name: /“\[Your customer’s name\]” stands for words of your own/ });
      await expect(name).toBeHidden();
      await words.click();
      await expectAccessible(page, "warnings told together");
      await name.first().click();
      await page.waitForURL(/\/templates\/[0-9a-f-]{36}\?block=/);
      await expect(page.getByRole("group", { name: "Text", exact: true })).toBeFocused({ timeout: 30_000 });
    });

    await test.step("by keys", async () => {
      await page.goto(`/w/main/journeys/${journey.id}`);
      await tabTo(page, page.getByRole("button", { name: "Publish", exact: true }), "Shift+Tab");
      await press(page, "Enter");
      const links = sheet.locator("summary").filter({ hasText: /example links/ });
      await tabTo(page, links);
      await press(page, "Enter");
      const first = sheet.getByRole("link", { name: /^The button leads to/ }).first();
      await tabTo(page, first);
      await press(page, "Enter");
      await page.waitForURL(/\/templates\/[0-9a-f-]{36}\?block=/);
      await expect(page.getByRole("group", { name: /^Button/ }).first()).toBeFocused({ timeout: 30_000 });
    });
  });

  test("it can be searched and used by keyboard alone", async ({ signedIn: page }) => {
    await page.goto("/w/main/journeys");
    await skipToContent(page);
    await tabTo(page, page.getByRole("link", { name: "Gallery" }).first());
    await press(page, "Enter");
    await tabTo(page, page.getByRole("searchbox", { name: "Search the gallery" }));
    await page.keyboard.type("birthday");
    const birthday = page.getByRole("button", { name: "Birthday", exact: true });
    await expect(birthday).toBeVisible();
    await expect(page.getByRole("button", { name: "VIP programme" })).toBeHidden();
    await tabTo(page, birthday);
    await press(page, "Enter");
    const detail = page.getByRole("dialog", { name: "Birthday" });
    await expect(detail.getByRole("heading", { name: "What it needs" })).toBeVisible();
    await tabTo(page, detail.getByRole("button", { name: "Use this journey" }));
    await press(page, "Enter");
    await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
    await expect(page.getByRole("heading", { level: 1 }).getByRole("textbox")).toHaveValue("Birthday");
  });
});
