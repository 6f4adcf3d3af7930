import { expect, test } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createSubscriber } from "@/lib/testing/factories";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";
import { settle } from "./_testing/let-workers-work";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

async function shop() {
  const driver = await driveJourneys();
  const api = await keyClient(driver.workspace.id);
  await api("PUT", "/subscribers/ada", { email: "ada@example.com", first_name: "Ada" });
  return { driver, api };
}
const receipt = {
  external_id: "ada",
  subject: "Receipt {{ event.order }}",
  body: "Thank you, {{ first_name }}: {{ event.total | money: 'EUR' }}",
  properties: { order: "A-7", total: 12 },
};

test("D13 one mail is written for the person, goes out ahead of journeys and says of itself what became of it", async () => {
  const { driver, api } = await shop();
  const answered = await api("POST", "/send", receipt);
  expect(answered).toMatchObject({ status: 202, body: { to: "ada@example.com", subject: "Receipt A-7" } });
  await settle(driver);
  const { message_id } = answered.body as { message_id: string };
  const read = await api("GET", `/messages/${message_id}`);
  expect(read).toMatchObject({
    status: 200,
    body: {
      origin: "api",
      status: "sent",
      external_id: "ada",
      journey_id: null,
      text: expect.stringContaining("Thank you, Ada: €12.00"),
    },
  });
  const { headers } = read.body as { headers: Record<string, string> };
  expect(Object.keys(headers)).not.toContain("List-Unsubscribe");
  expect(await api("GET", "/messages?external_id=ada")).toMatchObject({ body: { data: [{ id: message_id }] } });
});

test("an archived template is sent by nobody until it is restored", async () => {
  const { driver, api } = await shop();
  const template = await api("POST", "/templates", { name: "Last winter" });
  const { id } = template.body as { id: string };
  const send = () => api("POST", "/send", { external_id: "ada", template_id: id });
  await api("DELETE", `/templates/${id}`);
  expect(await send()).toMatchObject({
    status: 422,
    body: { errors: [{ path: "template_id", message: "This email is archived; restore it or name another" }] },
  });
  expect(await prisma().$queryRaw`select 1 from sends where workspace_id = ${driver.workspace.id}`).toEqual([]);
  await api("POST", `/templates/${id}/restore`);
  expect(await send()).toMatchObject({ status: 202 });
});

test("a template of the workspace, a mail in code, and another address than the person's own", async () => {
  const { driver, api } = await shop();
  const template = await api("POST", "/templates", { name: "Hello" });
  const { id } = template.body as { id: string };
  const sent = await api("POST", "/send", { external_id: "ada", template_id: id, to: "desk@example.com" });
  expect(sent).toMatchObject({ status: 202, body: { to: "desk@example.com" } });
  const code = { external_id: "ada", template_id: "code:confirm_address" };
  const lacking = await api("POST", "/send", code);
  expect(lacking).toMatchObject({ status: 422, body: { errors: [{ path: "template_id" }] } });
  const confirm = await api("POST", "/send", { ...code, properties: { confirm_url: "https://shop.example/yes" } });
  expect(confirm).toMatchObject({ status: 202, body: { subject: "Please confirm your address" } });
  await settle(driver);
  const { message_id } = sent.body as { message_id: string };
  expect(await api("GET", `/messages/${message_id}`)).toMatchObject({
    body: { status: "sent", to: "desk@example.com" },
  });
});

test("an unsubscribe does not hold it back; a bounce, a complaint and an operator's word do", async () => {
  const { driver, api } = await shop();
  const held = async (reason: string) => {
    const { message_id } = (await api("POST", "/send", receipt)).body as { message_id: string };
    await settle(driver);
    expect(await api("GET", `/messages/${message_id}`)).toMatchObject({ body: { status: "skipped", reason } });
  };
  const suppressed = await api("POST", "/suppressions", { address: "ada@example.com" });
  await held("suppressed");
  await api("DELETE", `/suppressions/${(suppressed.body as { id: string }).id}`);
  const at = { workspaceId: driver.workspace.id, address: "ada@example.com" };
  for (const reason of ["hard_bounce", "complaint"]) {
    await prisma().suppression.create({ data: { ...at, reason } });
    await held(reason);
    await prisma().suppression.deleteMany({ where: at });
  }

  const other = (await api("POST", "/send", receipt)).body as { message_id: string };
  await settle(driver);
  const { html } = (await api("GET", `/messages/${other.message_id}`)).body as { html: string };
  const token = /\/u\/([A-Za-z0-9_-]+)/.exec(html)?.[1] ?? "";
  const { POST } = await import("@/app/u/[token]/route");
  const left = await POST(
    new Request("http://localhost:3000/u/x", {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    }),
    { params: Promise.resolve({ token }) },
  );
  expect(left.status).toBe(200);
  expect(await api("GET", "/subscribers/ada")).toMatchObject({ body: { unsubscribed_at: expect.any(String) } });
  const after = (await api("POST", "/send", receipt)).body as { message_id: string };
  await settle(driver);
  expect(await api("GET", `/messages/${after.message_id}`)).toMatchObject({ body: { status: "sent" } });
});

test("another address than the person's own is held back by what is known of it, not of theirs", async () => {
  const { driver, api } = await shop();
  const { id: workspaceId } = driver.workspace;
  await createSubscriber(workspaceId, { externalId: "uwe", email: "ÜBER@example.com", firstName: "Uwe" });
  const reason = "hard_bounce";
  for (const address of ["über@example.com", "jörg@example.com"])
    await prisma().suppression.create({ data: { workspaceId, address, reason } });
  const become = async (to?: string) => {
    const sent = await api("POST", "/send", { ...receipt, external_id: "uwe", to });
    expect(sent).toMatchObject({ status: 202 });
    await settle(driver);
    return (await api("GET", `/messages/${(sent.body as { message_id: string }).message_id}`)).body;
  };
  expect(await become("desk@example.com")).toMatchObject({ status: "sent" });
  for (const to of [undefined, "JÖRG@example.com"])
    expect(await become(to)).toMatchObject({ status: "skipped", reason });
});

test("under one Idempotency-Key it is sent once", async () => {
  const { driver, api } = await shop();
  const key = { "idempotency-key": "order-7" };
  const [first, again] = [await api("POST", "/send", receipt, key), await api("POST", "/send", receipt, key)];
  expect(again.body).toEqual(first.body);
  await settle(driver);
  expect((await api("GET", "/messages?external_id=ada")).body).toMatchObject({ data: [{ status: "sent" }] });
});

test.each([
  ["nobody", { external_id: undefined }, "external_id"],
  ["somebody unknown", { external_id: "eve" }, "external_id"],
  ["no address", { external_id: "bob" }, "external_id"],
  ["what is no address", { to: "a@example.com, b@example.com" }, "to"],
  ["a line in the address", { to: "a@example.com\r\nBcc: b@example.com" }, "to"],
  ["no mail", { subject: undefined, body: undefined }, "template_id"],
  ["half a mail", { body: undefined }, "template_id"],
  ["two mails", { template_id: "00000000-0000-7000-8000-000000000000" }, "template_id"],
  ["an unknown template", { subject: undefined, body: undefined, template_id: "nope" }, "template_id"],
  ["a subject that cannot be filled", { subject: "{{ first_name | money }" }, "subject"],
  ["a body that cannot be filled", { body: "Thank you, {{ first_name | money }" }, "body"],
  ["a body too long to be a mail", { body: "Salt & pepper. ".repeat(6_000) }, "body"],
  ["properties that are none", { properties: [] }, "properties"],
])("%s is refused with the field's name, and nothing is sent", async (_what, change, path) => {
  const { api } = await shop();
  await api("PUT", "/subscribers/bob", {});
  const answered = await api("POST", "/send", { ...receipt, ...change });
  expect(answered).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  expect(await api("GET", "/messages")).toMatchObject({ body: { data: [] } });
});
