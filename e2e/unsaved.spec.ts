import { type Api, expect, test } from "./support/product";

type Stored = { name: string };

const nameOf = async (api: Api, id: string) => (await api.get<Stored>(`/api/v1/templates/${id}`)).name;

for (const kind of ["email", "block"] as const)
  test(`what was typed into ${kind === "email" ? "an email" : "a reusable block"} outlives its page while it cannot be saved`, async ({
    signedIn: page,
    api,
  }) => {
    const before = `Before ${Date.now().toString(36)}`;
    const { id } = await api.post<{ id: string }>("/api/v1/templates", { name: before, kind });
    const name = page.getByRole("textbox", { name: "Name of the template" });
    const leave = () => page.getByRole("link", { name: "All templates" }).click();
    const address = `**/api/v1/templates/${id}`;
    await page.goto(`/w/main/templates/${id}`);

    await test.step("a save that is refused: the page may be left, the work is offered back and can be undone", async () => {
      await page.route(address, (route) =>
        route.request().method() === "PATCH"
          ? route.fulfill({ status: 422, json: { title: "Unprocessable", status: 422, detail: "No." } })
          : route.continue(),
      );
      await name.fill("Kept");
      await expect(page.getByText("Not saved", { exact: true })).toBeVisible();
      await leave();
      await page.waitForURL(/\/templates(\?|$)/);
      await expect(page.getByText("Your last changes are not saved yet")).toBeVisible();
      expect(await nameOf(api, id)).toBe(before);
      await page.unroute(address);
      await page.getByRole("button", { name: "Open it" }).click();
      await expect(name).toHaveValue("Kept");
      await expect(page.getByText("What was not saved is here again")).toBeVisible();
      await expect.poll(() => nameOf(api, id)).toBe("Kept");
      await page.getByRole("button", { name: "Undo: what was not saved yet" }).click();
      await expect(name).toHaveValue(before);
      await expect.poll(() => nameOf(api, id)).toBe(before);
    });

    await test.step("a save that is under way: it is finished, with what was typed after it began", async () => {
      const held = Promise.withResolvers<void>();
      await page.route(address, async (route) => {
        if (route.request().method() === "PATCH") await held.promise;
        await route.continue();
      });
      await Promise.all([
        page.waitForRequest((request) => request.method() === "PATCH", { timeout: 10_000 }),
        name.fill("First"),
      ]);
      await name.fill("First and second");
      await leave();
      await page.waitForURL(/\/templates(\?|$)/);
      held.resolve();
      await expect.poll(() => nameOf(api, id)).toBe("First and second");
    });
  });
