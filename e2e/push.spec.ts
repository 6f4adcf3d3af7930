import { createECDH, randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";

/**
 * Chromium without its maker's push service: permission and subscription are what that service would give (real keys, an address of its
 * own), the service worker and everything behind it are the product's.
 */
async function withPushService(context: BrowserContext, baseURL: string): Promise<string> {
  await context.grantPermissions(["notifications"], { origin: baseURL });
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  const endpoint = `https://push.example.com/send/${randomBytes(6).toString("hex")}`;
  const keys = { p256dh: ecdh.getPublicKey("base64url"), auth: randomBytes(16).toString("base64url") };
  await context.addInitScript(
    ({ json, requested }) => {
      Notification.requestPermission = async () => "granted";
      let held: unknown = null;
      const subscribe = async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
        const subscription = {
          endpoint: json.endpoint,
          options: { applicationServerKey: applicationServerKey.buffer },
          toJSON: () => json,
          unsubscribe: async () => {
            held = null;
            return true;
          },
        };
        held = subscription;
        sessionStorage.setItem(requested, String(applicationServerKey.length));
        return subscription;
      };
      Object.assign(PushManager.prototype, { subscribe, getSubscription: async () => held });
    },
    { json: { endpoint, expirationTime: null, keys }, requested: "asked-with" },
  );
  return endpoint;
}

/** As Chromium hands a push to a service worker, once it has decrypted it. */
async function receivePush(page: Page, data: object): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const own: string[] = [];
  session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    for (const { scopeURL, registrationId } of registrations) if (scopeURL === `${origin}/`) own.push(registrationId);
  });
  await session.send("ServiceWorker.enable");
  await expect.poll(() => own.length, { message: "a registered service worker" }).toBeGreaterThan(0);
  const [registrationId = ""] = own;
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: JSON.stringify(data) });
}

test("N24 one's own browser is subscribed by the site's script, a journey pushes to it, and the sandbox keeps the push in the Inbox", async ({
  signedIn: page,
  context,
  api,
  baseURL,
}) => {
  await withPushService(context, baseURL ?? "");
  const run = Date.now().toString(36);
  const person = `ada-${run}`;
  await page.goto("/");
  await page.waitForURL(/\/w\//);
  const workspace = new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
  await page.goto(`${workspace}/settings`);
  await page.getByRole("link", { name: "Web push" }).click();
  await expect(page.getByText('importScripts("http', { exact: false })).toBeVisible();
  await expectAccessible(page, "push");

  // by keyboard alone
  const who = page.getByLabel("As which person");
  await who.fill(person);
  await who.press("Enter");
  const line = page.getByRole("list", { name: "Browsers" }).getByRole("listitem").filter({ hasText: person });
  await expect(line).toContainText("This browser");
  await expect(line).toContainText("Chrome on Linux · push.example.com");
  expect(await page.evaluate(() => sessionStorage.getItem("asked-with"))).toBe("65");

  await line.getByRole("button", { name: "Send a test" }).click();
  await page.getByRole("button", { name: "Look" }).click();
  await expect(page.getByRole("heading", { name: "It works" })).toBeVisible();

  const journey = await api.post<{ id: string }>("/api/v1/journeys", {
    name: `Orders ${run}`,
    graph: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: `shipped_${run}` } },
        {
          id: "tell",
          type: "push",
          config: {
            title: "On its way, {{ first_name }}",
            body: "With {{ event.carrier }}",
            url: "https://shop.example.com/o",
          },
        },
      ],
      edges: [{ from: "start", port: "next", to: "tell" }],
    },
  });
  await api.post(`/api/v1/journeys/${journey.id}/publish`);
  await api.post("/api/v1/track", {
    userId: person,
    event: `shipped_${run}`,
    properties: { carrier: "the post" },
    context: { traits: { first_name: "Ada" } },
  });
  await page.goto(`${workspace}/people/${person}`);
  await expect(page.getByText("push_subscribed")).toBeVisible();
  const sent = page.getByRole("link", { name: "On its way, Ada" });
  await expect(async () => {
    await page.reload();
    await expect(sent).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await sent.click();
  await expect(page.getByRole("heading", { name: "On its way, Ada" })).toBeVisible();
  await expect(page.frameLocator("iframe").getByText("With the post")).toBeVisible();
  await page.getByRole("tab", { name: "Browsers" }).click();
  await expect(page.getByRole("list", { name: "Browsers" })).toContainText("Chrome on Linux");
  await expectAccessible(page, "somebody’s browsers");
});

test("N24 the service worker shows a push, the same one once, and a site without a session subscribes with its key", async ({
  signedIn: page,
  context,
  api,
  baseURL,
}) => {
  const endpoint = await withPushService(context, baseURL ?? "");
  const run = Date.now().toString(36);
  await page.goto("/");
  await page.waitForURL(/\/w\//);
  await page.addScriptTag({ url: "/sojourn-push.js" });
  const answer = await page.evaluate(
    async ({ key, userId }) => {
      const push = (window as unknown as { sojournPush: { subscribe: (o: object) => Promise<{ id: string }> } })
        .sojournPush;
      return push.subscribe({ key, userId });
    },
    { key: "sk_e2e_0123456789abcdefghijklmnop", userId: `grace-${run}` },
  );
  const { data } = await api.get<{ data: { id: string; service: string }[] }>(
    `/api/v1/push/subscriptions?external_id=grace-${run}`,
  );
  expect(data).toMatchObject([{ id: answer.id, service: "push.example.com" }]);

  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const notifications = await registration.getNotifications();
      return notifications.map(({ title, body, tag, data }) => ({ title, body, tag, data }));
    });
  const push = { id: "one", title: "On its way", body: "Today", icon: "", url: "https://shop.example.com/o" };
  await receivePush(page, push);
  await receivePush(page, push);
  await expect.poll(shown).toEqual([{ title: "On its way", body: "Today", tag: "one", data: { url: push.url } }]);

  // a page of another site may read what it asks for with a key, and nothing else
  const preflight = await page.request.fetch("/api/v1/push/subscriptions", {
    method: "OPTIONS",
    headers: { origin: "https://shop.example.com", "access-control-request-method": "POST" },
  });
  expect(preflight.headers()["access-control-allow-origin"]).toBe("*");
  const other = await page.request.fetch("/api/v1/journeys", {
    method: "OPTIONS",
    headers: { origin: "https://shop.example.com", "access-control-request-method": "GET" },
  });
  expect(other.headers()["access-control-allow-origin"]).toBeUndefined();

  await api.call("POST", "/api/v1/push/unsubscribe", { endpoint }, [204]);
  expect((await api.get<{ data: unknown[] }>(`/api/v1/push/subscriptions?external_id=grace-${run}`)).data).toEqual([]);
});
