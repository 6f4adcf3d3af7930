import type { Browser, Page } from "@playwright/test";
import { type Hand, keyboard, mouse } from "./support/act";
import { expectAccessible } from "./support/expect-accessible";
import { expect, owner, test } from "./support/product";
import { joinAs } from "./support/second-member";

const graph = (duration: string) => ({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    { id: "rest", type: "wait", config: { duration } },
    { id: "mail", type: "email", config: { subject: "Hello {{ first_name }}", body: "Good to see you." } },
  ],
  edges: [
    { from: "start", port: "next", to: "rest" },
    { from: "rest", port: "next", to: "mail" },
  ],
});

/** A page with what its controls are reached by. */
type Seat = { page: Page; hand: Hand };

type Team = {
  slug: string;
  journey: string;
  name: string;
  /** signed in as Ada, who owns it and asks, and as Grace, who may publish, too */
  asker: Seat;
  grace: Seat;
  save: (duration: string) => Promise<void>;
};

/** A workspace of their own, so that the rule is nobody else's; Ada's, so that the installation's owner is led to no other one than before. */
async function makeTeam(asker: Seat, grace: Seat, baseURL: string): Promise<Team> {
  const run = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  const headers: Record<string, string> = { origin: baseURL };
  const send = async <T>(page: Page, method: string, path: string, data: object, more = {}): Promise<T> => {
    const answer = await page.request.fetch(path, { method, data, headers: { ...headers, ...more } });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const made = { name: `Four eyes ${run}`, mode: "sandbox" };
  const { slug } = await send<{ slug: string }>(asker.page, "POST", "/api/v1/workspaces", made);
  const here = { "x-sojourn-workspace": slug };
  const email = `grace-${run}@example.com`;
  const invited = await send<{ token: string }>(
    asker.page,
    "POST",
    "/api/v1/invitations",
    { email, role: "editor" },
    here,
  );
  const account = { name: "Grace Hopper", email, password: owner.password, invitation: invited.token };
  await send(grace.page, "POST", "/api/auth/sign-up/email", account);
  const name = `Welcome ${run}`;
  const { id } = await send<{ id: string }>(
    asker.page,
    "POST",
    "/api/v1/journeys",
    { name, graph: graph("P1D") },
    here,
  );
  return {
    slug,
    journey: `/w/${slug}/journeys/${id}`,
    name,
    asker,
    grace,
    save: async (duration) => {
      await send(
        asker.page,
        "PATCH",
        `/api/v1/journeys/${id}`,
        { graph: graph(duration) },
        { ...here, "if-match": "*" },
      );
    },
  };
}

const sheetOf = (page: Page) => page.getByRole("dialog", { name: /^Publish version/ });

async function openSheet({ page, hand }: Seat) {
  await hand.press(page.getByRole("button", { name: "Publish", exact: true }));
  const sheet = sheetOf(page);
  await expect(sheet.getByRole("heading", { name: "Approval" })).toBeVisible();
  return sheet;
}

async function fourEyes({ slug, journey, name, asker, grace, save }: Team): Promise<void> {
  await test.step("an owner makes it a rule", async () => {
    await asker.page.goto(`/w/${slug}/settings`);
    const rule = asker.page.getByRole("switch", { name: "Publishing needs somebody else’s approval" });
    await asker.hand.turn(rule);
    await asker.hand.press(asker.page.getByRole("button", { name: "Save settings" }));
    await expect(asker.page.getByText("Settings saved")).toBeVisible();
    await expect(rule).toBeChecked();
    await expectAccessible(asker.page, "settings with the rule");
  });

  await test.step("who built it asks for approval where they would publish", async () => {
    await grace.page.goto(journey);
    await expect(grace.page.getByLabel("Name of the journey")).toBeVisible();
    await asker.page.goto(journey);
    const sheet = await openSheet(asker);
    await expect(sheet.getByText("Grace Hopper can approve it.")).toBeVisible();
    await expect(sheet.getByRole("button", { name: "Publish", exact: true })).toHaveCount(0);
    await expectAccessible(asker.page, "a publish sheet that asks for approval");
    await asker.hand.fill(sheet.getByLabel("Note for who approves it"), "The first version, please look at the mail.");
    await asker.hand.press(sheet.getByRole("button", { name: "Ask for approval" }));
    const waiting = sheet.getByText(/^Waiting for approval since/);
    await expect(waiting).toBeVisible();
    await expect(sheet.locator("p:focus")).toContainText("Waiting for approval since");
    await expect(sheet.getByText("please look at the mail")).toBeVisible();
    await expectAccessible(asker.page, "a publish sheet that waits");
    await asker.hand.press(sheet.getByRole("button", { name: "Not yet" }));
    const badge = { name: "Approval: Waiting for approval" };
    await expect(asker.page.getByRole("button", badge)).toBeVisible();
    // Her page was open before: it asks each ten seconds, and when she comes back to it.
    await grace.page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
    await expect(grace.page.getByRole("button", badge)).toBeVisible({ timeout: 25_000 });
  });

  await test.step("it needs somebody else, who sees what it is and asks for changes", async () => {
    await grace.page.goto(`/w/${slug}`);
    await grace.hand.press(grace.page.getByRole("link", { name: new RegExp(`asks for approval of “${name}”`) }));
    await grace.page.waitForURL(/compare=live..asked/);
    const panel = grace.page.getByRole("region", { name: "Approval" });
    await expect(panel.getByText("please look at the mail")).toBeVisible();
    await expect(panel.getByText("This journey has no tests.")).toBeVisible();
    await expect(
      grace.page.getByRole("complementary", { name: "Differences" }).getByText("Added").first(),
    ).toBeVisible();
    await grace.hand.press(grace.page.getByRole("button", { name: "Show the mail" }));
    await expect(grace.page.getByRole("dialog", { name: "A new mail" }).getByText("Hello Ada")).toBeVisible();
    await grace.page.keyboard.press("Escape");
    await expectAccessible(grace.page, "a request that is looked at");
    await grace.hand.press(panel.getByRole("button", { name: "Ask for changes" }));
    await expect(panel.getByText("Say what should change.")).toBeVisible();
    await grace.hand.fill(panel.getByLabel("Your words"), "Greet them by their name in the text, too.");
    // On a slow line the form is gone before everything else about the request has come again.
    const shown = Promise.withResolvers<void>();
    await grace.page.route(/\/approvals\/[0-9a-f-]{36}$/, async (route) => {
      await shown.promise;
      await route.continue();
    });
    await grace.hand.press(panel.getByRole("button", { name: "Ask for changes" }));
    await expect(grace.page.getByText("Changes are asked for", { exact: true })).toBeVisible();
    await expect(panel.getByText(/^Changes asked by Grace Hopper/)).toBeVisible();
    await expect(panel.locator("p:focus")).toContainText("Changes asked");
    shown.resolve();
  });

  await test.step("who asked reads the words and asks again", async () => {
    await asker.page.goto(`/w/${slug}`);
    // The mail that says the same is below, among what has happened.
    await asker.hand.press(
      asker.page.locator(`a[href="${journey}"]`, { hasText: `Grace Hopper asks for changes in “${name}”` }),
    );
    await asker.page.waitForURL(journey);
    const sheet = await openSheet(asker);
    await expect(sheet.getByText("Greet them by their name in the text, too.")).toBeVisible();
    await asker.hand.press(sheet.getByRole("button", { name: "Ask again" }));
    await expect(sheet.getByText(/^Waiting for approval since/)).toBeVisible();
  });

  await test.step("what changes after asking cannot be approved, until it is as it was", async () => {
    await save("P2D");
    await grace.page.goto(`${journey}?compare=live..asked`);
    const panel = grace.page.getByRole("region", { name: "Approval" });
    await expect(panel.getByText("Changed since approval was asked for")).toBeVisible();
    await expect(panel.getByText(/^Wait 2 days/)).toBeVisible();
    await expect(panel.getByRole("button", { name: "Approve", exact: true })).toHaveAttribute("aria-disabled", "true");
    await expect(panel.getByText("the draft is no longer what was asked for")).toBeVisible();
    await expectAccessible(grace.page, "a request whose draft has changed");
    await save("P1D");
    await grace.page.reload();
    await grace.hand.press(panel.getByRole("button", { name: "Approve", exact: true }));
    await expect(panel.getByText(/^Approved by Grace Hopper/)).toBeVisible();
  });

  await test.step("approved, it is published", async () => {
    await asker.page.goto(journey);
    await expect(asker.page.getByRole("button", { name: "Approval: Approved" })).toBeVisible();
    const sheet = await openSheet(asker);
    await expect(sheet.getByText(/^Approved by Grace Hopper on/)).toBeVisible();
    await expectAccessible(asker.page, "a publish sheet with an approval");
    await asker.hand.press(sheet.getByRole("button", { name: "Publish", exact: true }));
    await expect(asker.page.getByText("Version 1 is live")).toBeVisible();
    await expect(asker.page.getByRole("button", { name: /^Approval:/ })).toHaveCount(0);
  });

  await test.step("an owner publishes without, and says why", async () => {
    await save("P3D");
    await asker.page.goto(journey);
    const sheet = await openSheet(asker);
    await asker.hand.press(sheet.locator("summary", { hasText: "Publish without an approval" }));
    await asker.hand.fill(sheet.getByLabel("Publish without an approval, because"), "The shop opens in an hour.");
    await asker.hand.press(sheet.getByRole("button", { name: "Publish", exact: true }));
    await expect(asker.page.getByText("Version 2 is live")).toBeVisible();
  });
}

type Browsing = { signedIn: Page; browser: Browser; baseURL: string | undefined };

async function inTwoWindows({ signedIn, browser, baseURL }: Browsing, handOf: (page: Page) => Hand): Promise<void> {
  const visit = await browser.newContext({ baseURL: baseURL ?? "", viewport: { width: 1440, height: 900 } });
  const seat = async (page: Page): Promise<Seat> => {
    return { page, hand: handOf(page) };
  };
  const ada = await joinAs(browser, signedIn, baseURL ?? "", { name: "Ada Lovelace", role: "editor" });
  await fourEyes(await makeTeam(await seat(ada.page), await seat(await visit.newPage()), baseURL ?? ""));
  await visit.close();
  await ada.page.context().close();
}

test("J14 what one asks for another looks at, sends back, approves, and it goes live, by mouse", async ({
  signedIn,
  browser,
  baseURL,
}) => {
  await inTwoWindows({ signedIn, browser, baseURL }, (page) => mouse(page));
});

test("J14 what one asks for another looks at, sends back, approves, and it goes live, with keys alone", async ({
  signedIn,
  browser,
  baseURL,
}) => {
  await inTwoWindows({ signedIn, browser, baseURL }, (page) => keyboard(page));
});
