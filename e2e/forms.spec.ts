import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";

type Segment = { id: string; name: string; description: string };

const unique = () => Date.now().toString(36);

const makeSegment = (api: Api, name: string) =>
  api.post<Segment>("/api/v1/segments", { name, condition: { tag: "forms" } });

const descriptionOf = async (api: Api, id: string) => (await api.get<Segment>(`/api/v1/segments/${id}`)).description;

const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Somebody else changed" });

test("of two people who change a segment the later is told who changed what, and chooses", async ({
  signedIn: page,
  api,
}) => {
  const { id } = await makeSegment(api, `Two authors ${unique()}`);
  const save = page.getByRole("button", { name: "Save changes" });
  const description = page.getByLabel("Description");
  await page.goto(`/w/main/segments/${id}`);

  await description.fill("Mine");
  await api.call("PATCH", `/api/v1/segments/${id}`, { name: `Theirs ${unique()}`, description: "Theirs" });
  await save.click();
  await expect(conflict(page)).toContainText("They changed: name, description. You changed: description.");
  await expectAccessible(page, "a form that somebody else saved meanwhile");
  expect(await descriptionOf(api, id)).toBe("Theirs");
  await expect(description).toHaveValue("Mine");

  await test.step("their version is shown, and an undo brings one's own back", async () => {
    await conflict(page).getByRole("button", { name: "Take their version" }).click();
    await expect(description).toHaveValue("Theirs");
    await expect(conflict(page)).toBeHidden();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(description).toHaveValue("Mine");
  });

  await test.step("one's own is saved over theirs", async () => {
    await conflict(page).getByRole("button", { name: "Save mine instead" }).click();
    await expect(page.getByText("Segment saved")).toBeVisible();
    await expect(conflict(page)).toBeHidden();
    expect(await descriptionOf(api, id)).toBe("Mine");
  });
});

test("what was changed in a form and not saved outlives its page, and can be discarded", async ({
  signedIn: page,
  api,
}) => {
  const { id } = await makeSegment(api, `Left ${unique()}`);
  const description = page.getByLabel("Description");
  await page.goto(`/w/main/segments/${id}`);
  await description.fill("Not saved");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await page.getByRole("link", { name: "Segments" }).first().click();
  await page.waitForURL(/\/segments$/);
  await expect(page.getByText("What you changed is not saved")).toBeVisible();
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(description).toHaveValue("Not saved");
  await expect(page.getByText("What was not saved is here again")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(description).toHaveValue("");
  await expect(page.getByText("Not saved yet")).toBeHidden();
  expect(await descriptionOf(api, id)).toBe("");
});

test("the current tab of the settings stays in view when the window is made narrow", async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/w/main/settings/members");
  const current = page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Members" });
  await expect(current).toBeInViewport({ ratio: 1 });
  // Read by the page's own code: from here on the row is watched.
  await expect(page.getByRole("button", { name: "Invite" })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expect(current).toBeInViewport({ ratio: 1 });
});
