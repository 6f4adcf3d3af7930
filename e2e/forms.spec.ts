import type { Locator, Page } from "@playwright/test";
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

const refusal = (page: Page) => page.getByRole("alert").filter({ hasText: "Not saved" });

/** The field that was led to: it has the focus, is seen whole, and says itself what is wrong. */
async function expectLedTo(field: Locator, words: string): Promise<void> {
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport({ ratio: 1 });
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(new RegExp(words));
}

test.describe("a long form that is refused, on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("names the fields beside its button, leads to the first, and follows what is written", async ({
    signedIn: page,
    api,
  }) => {
    const before = await api.get<{ revision: number }>("/api/v1/workspace");
    const name = page.getByRole("main").getByLabel("Name", { exact: true });
    const from = page.getByLabel("From address");
    await page.goto("/w/main/settings");
    await name.fill("  ");
    await from.fill("nobody");
    await page.getByRole("button", { name: "Save settings" }).click();
    await expectLedTo(name, "This must not be empty.");
    await expect(refusal(page)).toContainText("Name: This must not be empty.");
    await expect(refusal(page)).toContainText("From address: This is not an email address");
    await expectAccessible(page, "settings refused");

    await refusal(page).getByRole("button", { name: "From address" }).click();
    await expectLedTo(from, "This is not an email address");
    await name.fill("Named again");
    await expect(refusal(page)).not.toContainText("Name:");
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(refusal(page)).toBeHidden();
    await expect(from).not.toHaveAttribute("aria-invalid", "true");
    expect(await api.get("/api/v1/workspace")).toMatchObject({ revision: before.revision });
  });

  test("leads to what only the server finds, in people's words", async ({ signedIn: page }) => {
    await page.goto("/w/main/settings");
    const reply = page.getByLabel("Reply to");
    await reply.fill("ada@nowhere");
    await page.getByRole("button", { name: "Save settings" }).click();
    await expectLedTo(reply, "This is not an email address");
    await expect(refusal(page)).toContainText("Reply to: This is not an email address");
    await reply.fill("ada@example.com");
    await expect(refusal(page)).toBeHidden();
    await page.getByRole("button", { name: "Discard" }).click();

    await page.goto("/w/main/settings/scores");
    const [warm, hot] = [page.getByLabel("Warm from"), page.getByLabel("Hot from")];
    await warm.fill("90");
    await hot.fill("many");
    await page.getByRole("button", { name: "Save scores" }).click();
    await expectLedTo(hot, "This is not a number.");
    await hot.fill("60");
    await page.getByRole("button", { name: "Save scores" }).click();
    await expectLedTo(hot, "not below where warm begins");
    await page.getByRole("button", { name: "Discard" }).click();
  });

  test("of a segment is told the same way", async ({ signedIn: page, api }) => {
    const { id } = await makeSegment(api, `Refused ${unique()}`);
    await page.goto(`/w/main/segments/${id}`);
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expectLedTo(name, "This must not be empty.");
    await expect(refusal(page)).toContainText("Name: This must not be empty.");
  });
});

test("a rule that is still being written is named and led to, and is never left out unsaid", async ({
  signedIn: page,
  api,
}) => {
  const { id } = await makeSegment(api, `Unfinished ${unique()}`);
  const stored = () => api.get<{ revision: number; condition: unknown }>(`/api/v1/segments/${id}`);
  const before = await stored();
  const save = page.getByRole("button", { name: "Save changes" });
  await page.goto(`/w/main/segments/${id}`);
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("menuitem", { name: /^Tag/ }).click();
  await page.getByRole("button", { name: "Add a group" }).click();
  await expect(refusal(page)).toBeHidden();
  await save.click();
  const rule = page.getByRole("group", { name: "Rule 2", exact: true });
  await expect(refusal(page)).toContainText("Rule 2: Choose a tag");
  await expect(refusal(page)).toContainText("Rule 3, a group: Add a rule");
  await expect(rule.getByRole("alert")).toHaveText("Choose a tag");
  await expect(rule.getByRole("combobox", { name: "Tag" })).toBeFocused();
  await expectAccessible(page, "a form with unfinished rules");
  expect(await stored()).toEqual(before);

  await page.getByRole("button", { name: "Remove this group" }).click();
  await expect(refusal(page)).not.toContainText("a group");
  await page.getByRole("button", { name: "Remove rule 2" }).click();
  await expect(refusal(page)).toBeHidden();
  await save.click();
  await expect(page.getByText("Segment saved")).toBeVisible();
  expect((await stored()).condition).toEqual({ all: [{ tag: "forms" }] });
});

test("a short form says in our words what it needs, where it is needed", async ({ signedIn: page, context }) => {
  await page.goto("/w/main/people");
  await page.getByRole("button", { name: "Add person" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  const email = dialog.getByLabel("Email");
  await email.fill("ada");
  await dialog.getByRole("button", { name: "Add person" }).click();
  await expectLedTo(email, "This is not an email address, such as ada@example.com.");
  await expectAccessible(page, "a short form refused");
  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expectLedTo(page.getByLabel("Email"), "This must not be empty.");
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
