import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";

type Simulated = { messages: { node_id: string; subject: string; html: string }[]; ended: string; reason?: string };
type Listed = { data: { id: string; name: string }[] };

test.describe("the gallery", () => {
  test.use({ reducedMotion: "reduce" });

  test("a journey is looked at and installed in two clicks, and a cart of 250 gets 30 off (J10, P7)", async ({
    signedIn: page,
    api,
  }) => {
    await page.goto("/w/main/journeys");
    await page.getByRole("link", { name: "Gallery" }).first().click();
    await expect(page.getByRole("heading", { name: "Gallery", level: 1 })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ has: page.getByRole("heading") })).toHaveCount(13);
    await expectAccessible(page, "the gallery");

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

  test("before a journey is published its sheet tells what its mails ask for, and a click goes to the step", async ({
    signedIn: page,
    api,
  }) => {
    const { journey } = await api.post<{ journey: { id: string } }>("/api/v1/gallery/welcome/install");
    await page.goto(`/w/main/journeys/${journey.id}`);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: /^Publish version/ });
    await sheet.getByRole("button", { name: /“\[Your customer’s name\]” stands for words of your own/ }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("complementary", { name: /^Settings: Send email/ })).toBeVisible();
  });

  test("it can be searched and used by keyboard alone", async ({ signedIn: page }) => {
    await page.goto("/w/main/journeys/gallery");
    await page.getByRole("searchbox", { name: "Search the gallery" }).focus();
    await page.keyboard.type("birthday");
    await expect(page.getByRole("button", { name: "Birthday", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "VIP programme" })).toBeHidden();
    // Past the categories, which are one stop.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Birthday", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    const use = page.getByRole("dialog", { name: "Birthday" }).getByRole("button", { name: "Use this journey" });
    await expect(use).toBeVisible();
    await use.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
    await expect(page.getByRole("heading", { level: 1 }).getByRole("textbox")).toHaveValue("Birthday");
  });
});
