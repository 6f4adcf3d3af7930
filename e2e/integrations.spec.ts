import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startFakeHubspot } from "../lib/testing/fake-hubspot";
import { type Graph, makeJourney, openCanvas, step, storedGraph } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";

/** What journeys ask of other people's servers: signed webhooks whose answers later steps can use, and contacts in a CRM. */

test.use({ viewport: { width: 1280, height: 800 } });

type Received = { headers: IncomingHttpHeaders; body: string };
let server: Server | undefined;
test.afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: unknown) {
  const received: Received[] = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

/** start → the call (→ the note) → a day */
const calling = (call: Graph["nodes"][number], ...notes: Graph["nodes"]): Graph => {
  const nodes = [
    { id: "start", type: "trigger.manual", config: {} },
    call,
    ...notes,
    { id: "day", type: "wait", config: { duration: "P1D" } },
  ];
  const edges = nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? "", port: "next", to: id }));
  return { nodes, edges };
};

/** Types into the list of an open picker, once it is there, and takes the marked line. */
async function typeInto(page: Page, search: string, text: string): Promise<void> {
  const box = page.getByRole("combobox", { name: search });
  await expect(box).toBeFocused();
  await box.fill(text);
  await page.keyboard.press("Enter");
}

const settings = (page: Page) => page.getByRole("complementary", { name: /^Settings:/ });

test("N19 a signing secret is made and replaced; a step is tried out, its answer picked, and the journey's call is signed", async ({
  signedIn: page,
  api,
}) => {
  const { url, received } = await listen({ score: 42, plan: "gold" });
  await page.goto("/w/main/settings/integrations");
  await expect(page.getByText("so calls go out unsigned")).toBeVisible();
  await page.getByRole("button", { name: "Create signing secret" }).focus();
  await page.keyboard.press("Enter");
  const secret = (await page.getByRole("region", { name: "New signing secret" }).locator("code").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await expectAccessible(page, "integrations with a new secret");
  await page.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole("button", { name: "Replace secret" }).click();
  await page.getByRole("button", { name: "Make a new secret" }).click();
  await expect(page.getByRole("list", { name: "Valid signing secrets" }).getByRole("listitem")).toHaveCount(2);

  const journey = await makeJourney(
    api,
    calling(
      { id: "hook", type: "webhook", config: { method: "POST", url, headers: { Authorization: "Bearer sk_4711" } } },
      { id: "note", type: "update_attributes", config: { set: {} } },
    ),
  );
  await openCanvas(page, journey);
  await step(page, "hook").click();
  await settings(page).getByLabel("Body", { exact: true }).fill('{"name": "{{ first_name | default: "there" }}"}');
  await settings(page).getByRole("button", { name: "Send a test call" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Send a test call" });
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog.getByRole("region", { name: "Answer" })).toContainText('"score": 42');
  await expect(dialog.getByRole("region", { name: "Request" })).toContainText("Bearer ••••");
  await expect(dialog).toContainText("Later steps can pick these fields: status, score, plan.");
  await expect(dialog).not.toContainText("4711");
  await expectAccessible(page, "test call");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.getByRole("button", { name: "Close the settings" }).click();
  await step(page, "note").click();
  await settings(page).getByRole("button", { name: "Set another value" }).click();
  await settings(page).getByRole("combobox", { name: "Attribute 1" }).click();
  await typeInto(page, "Search or type a path", "shop_score");
  await settings(page).getByRole("button", { name: "Insert" }).click();
  await page.getByRole("combobox", { name: "Search what is known" }).fill("score");
  await page
    .getByRole("option", { name: /^score/ })
    .first()
    .click();
  await expect(settings(page).getByLabel("Value 1")).toHaveValue("{{ run.hook.score }}");
  await expect
    .poll(async () => (await storedGraph(api, journey)).nodes.find(({ id }) => id === "note")?.config)
    .toEqual({ set: { shop_score: "{{ run.hook.score }}" } });

  await api.post(`/api/v1/journeys/${journey}/publish`);
  const person = `hook-${journey.slice(-6)}`;
  await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com`, first_name: 'A"da' });
  await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: person });
  await expect
    .poll(async () => (await api.get<{ attributes: unknown }>(`/api/v1/subscribers/${person}`)).attributes)
    .toEqual({ shop_score: 42 });
  const call = received.at(-1);
  expect(received).toHaveLength(2);
  const header = (name: string) => String(call?.headers[name]);
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  const signed = Object.fromEntries(names.map((name) => [name, header(name)]));
  // the replaced secret is still valid beside the new one
  expect(new Webhook(secret).verify(call?.body ?? "", signed)).toEqual({ name: 'A"da' });
  expect(header("webhook-signature").split(" ")).toHaveLength(2);
});

test("N20 HubSpot is connected with a token that is tried first; a step maps fields from its list, is tried out, and writes people", async ({
  signedIn: page,
  api,
  baseURL,
}) => {
  const token = "pat-eu1-the-right-token";
  const hubspot = await startFakeHubspot({ token, port: Number(new URL(baseURL ?? "").port) + 10_000 });
  try {
    await page.goto("/w/main/settings/integrations");
    await page.getByRole("button", { name: "Connect a CRM" }).click();
    const connect = page.getByRole("dialog", { name: "Connect a CRM" });
    await connect.getByLabel("Access token").fill("pat-eu1-a-wrong-token");
    await page.keyboard.press("Enter");
    await expect(connect.getByRole("alert")).toContainText("HubSpot did not let us in");
    await expectAccessible(page, "connect a CRM");
    await connect.getByLabel("Access token").fill(token);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("list", { name: "Connected CRMs" })).toContainText("HubSpot account 4711");
    await expectAccessible(page, "integrations with a CRM");
    await page.getByRole("button", { name: "Check HubSpot" }).click();
    await expect(page.getByText("HubSpot works")).toBeVisible();

    const journey = await makeJourney(api, calling({ id: "crm", type: "crm_upsert", config: {} }));
    await openCanvas(page, journey);
    await step(page, "crm").click();
    await settings(page).getByRole("combobox", { name: "CRM", exact: true }).click();
    await page.getByRole("option", { name: /^HubSpot/ }).click();
    await settings(page).getByRole("button", { name: "Write a property" }).click();
    await settings(page).getByRole("combobox", { name: "CRM property 1" }).click();
    await page.getByRole("option", { name: /^First Name/ }).click();
    await settings(page).getByLabel("Value for the CRM 1").fill("{{ first_name }}");
    await settings(page).getByRole("button", { name: "Bring back a property" }).click();
    await settings(page).getByRole("combobox", { name: "Attribute to fill 1" }).focus();
    await page.keyboard.press("Enter");
    await typeInto(page, "Search or type a path", "crm_name");
    await settings(page).getByRole("combobox", { name: "CRM property to bring back 1" }).click();
    await page.getByRole("option", { name: /^First Name/ }).click();
    await expectAccessible(page, "CRM step");
    await settings(page).getByRole("button", { name: "Send a test call" }).click();
    const dialog = page.getByRole("dialog", { name: "Send a test call" });
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await expect(dialog.getByRole("region", { name: "Answer" })).toContainText('"created": true');
    await page.keyboard.press("Escape");
    expect([...hubspot.contacts.values()]).toMatchObject([{ properties: { firstname: "Ada" } }]);
    await expect
      .poll(async () => (await storedGraph(api, journey)).nodes.find(({ id }) => id === "crm")?.config)
      .toMatchObject({ match: { property: "email", value: "{{ email }}" }, read: { crm_name: "firstname" } });

    await api.post(`/api/v1/journeys/${journey}/publish`);
    const person = `crm-${journey.slice(-6)}`;
    await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com`, first_name: "Grace" });
    await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: person });
    await expect
      .poll(async () => (await api.get<{ attributes: unknown }>(`/api/v1/subscribers/${person}`)).attributes)
      .toEqual({ crm_name: "Grace" });
    expect([...hubspot.contacts.values()]).toContainEqual(
      expect.objectContaining({ properties: { email: `${person}@example.com`, firstname: "Grace" } }),
    );
    await page.goto("/w/main/inbox");
    await expect(page.getByText("CRM contact").first()).toBeVisible();
  } finally {
    await hubspot.stop();
  }
});

test("D4 a limit of mails a second is set by keyboard among the sender's settings, and taken away again", async ({
  signedIn: page,
  api,
}) => {
  const limit = async () =>
    (await api.get<{ settings: { mails_per_second: number | null } }>("/api/v1/workspace")).settings.mails_per_second;
  await page.goto("/w/main/settings");
  const box = page.getByLabel("Mails a second, at most");
  await expect(box).toHaveAccessibleDescription(/What your mail provider allows/);
  await box.focus();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect(box).toHaveJSProperty("validity.rangeUnderflow", true);
  expect(await limit()).toBeNull();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Settings saved")).toBeVisible();
  await expectAccessible(page, "the sender's settings");
  await expect.poll(limit).toBe(12);
  await page.reload();
  await expect(box).toHaveValue("12");
  await box.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await expect.poll(limit).toBeNull();
});
