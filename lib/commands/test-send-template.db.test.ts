import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { documentFromShortForm } from "@/lib/email/short-form";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { previewTemplate } from "./preview-template";
import { testSendTemplate } from "./test-send-template";

setUpTestDatabase();
process.env.APP_SECRET ??= "a secret for tests that is long enough";

const document = documentFromShortForm("Hi {{ first_name }}", "Plan {{ plan }}, {{ nothing }}");

describe("testSendTemplate", () => {
  it("queues one mail that no journey counts, filled as the person asked for", async () => {
    const { id } = await createWorkspace({ startAt: "2026-01-01T00:00:00Z" });
    await createSubscriber(id, { externalId: "ada", firstName: "Ada", attributes: { plan: "Pro" } });
    const sent = await testSendTemplate(id, document, ["me@example.com"], { externalId: "ada" });
    if (!sent.ok) throw new Error(sent.reason);
    const { rows } = await pool().query(
      `select s.status, s.enrollment_id, s.version_id, s.due_at < now() as due_in_sandbox_time, m.to_address, m.subject, m.text
       from sends s join message_contents m on m.send_id = s.id where s.id = $1`,
      [sent.messages[0]?.id],
    );
    expect(rows[0]).toMatchObject({
      status: "queued",
      enrollment_id: null,
      version_id: null,
      due_in_sandbox_time: true,
      to_address: "me@example.com",
      subject: "[Test] Hi Ada",
      text: expect.stringContaining("Plan Pro,"),
    });
  });

  it("refuses what is no single address, and people who are not there", async () => {
    const { id } = await createWorkspace();
    const other = await createWorkspace();
    await createSubscriber(other.id, { externalId: "eve" });
    for (const to of ["nobody", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example"])
      expect(await testSendTemplate(id, document, [to], {})).toMatchObject({ ok: false, reason: "bad_address" });
    expect(await testSendTemplate(id, document, ["me@example.com"], { externalId: "eve" })).toEqual({
      ok: false,
      reason: "no_person",
    });
  });
});

describe("testSendTemplate, many", () => {
  it("sends to each address once, to all or to none, and stops at twenty a minute", async () => {
    const { id } = await createWorkspace();
    const many = Array.from({ length: 10 }, (_, i) => `me${i}@example.com`);
    const sent = await testSendTemplate(id, document, [...many, "me0@example.com"], {});
    expect(sent).toMatchObject({ ok: true, messages: many.map((to) => ({ to })) });
    const bad = await testSendTemplate(id, document, ["ok@example.com", "nobody"], {});
    expect(bad).toMatchObject({ ok: false, reason: "bad_address", detail: expect.stringContaining("nobody") });
    expect(await testSendTemplate(id, document, many, {})).toMatchObject({ ok: true });
    expect(await testSendTemplate(id, document, ["one@example.com"], {})).toEqual({ ok: false, reason: "too_many" });
    const { rows } = await pool().query("select count(*)::int as n from sends where workspace_id = $1", [id]);
    expect(rows[0]).toEqual({ n: 20 });
  });
});

describe("previewTemplate", () => {
  it("says what is empty for this person and writes nothing", async () => {
    const { id } = await createWorkspace();
    await createSubscriber(id, { externalId: "ada", firstName: "Ada", attributes: { plan: "Pro" } });
    const made = await previewTemplate(id, document, { externalId: "ada" });
    expect(made).toMatchObject({ ok: true, preview: { subject: "Hi Ada", missing: ["nothing"] } });
    const { rows } = await pool().query("select count(*)::int as n from sends where workspace_id = $1", [id]);
    expect(rows[0]).toEqual({ n: 0 });
  });

  it("fills event.* from what was given", async () => {
    const { id } = await createWorkspace();
    const cart = documentFromShortForm("{{ event.total | money: 'EUR' }}", "x");
    const made = await previewTemplate(id, cart, { eventProperties: { total: 12 } });
    expect(made).toMatchObject({ ok: true, preview: { subject: "€12.00", person: { external_id: null } } });
  });
});
