import { describe, expect, it } from "vitest";
import { previewTemplate } from "@/lib/commands/preview-template";
import { pool } from "@/lib/db/pool";
import { emailDocumentSchema } from "@/lib/email/document";
import { documentFromShortForm } from "@/lib/email/short-form";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { countMissing } from "./count-missing";

setUpTestDatabase();
process.env.APP_SECRET ??= "a secret for tests that is long enough";

describe("countMissing", () => {
  it("counts what is empty over everybody, as filling a mail understands empty, and nobody else's people", async () => {
    const { id } = await createWorkspace();
    const other = await createWorkspace();
    await createSubscriber(other.id, { attributes: {} });
    await createSubscriber(id, { firstName: "Ada", attributes: { plan: "pro" } });
    await createSubscriber(id, { firstName: " ", attributes: { plan: " " } });
    await createSubscriber(id, { firstName: null, attributes: { plan: null } });
    await createSubscriber(id, { firstName: "Bo", attributes: {} });
    const document = documentFromShortForm(
      'Hi {{ first_name }}, {{ last_name | default: "you" }}',
      "{{ plan }} {% if city %}{{ city }}{% endif %} {{ event.total }}",
    );
    const counted = await countMissing(id, document, {});
    expect(counted).toMatchObject({
      people: 4,
      sampled: false,
      gaps: [
        { path: "first_name", missing: 2, places: [{ field: "subject" }] },
        { path: "plan", missing: 3, places: [{ field: "content" }] },
        { path: "event.total", missing: null },
      ],
    });
  });

  it("counts only who is in the segment", async () => {
    const { id } = await createWorkspace();
    const inside = await createSubscriber(id, { attributes: {} });
    await createSubscriber(id, { attributes: {} });
    const segment = crypto.randomUUID();
    await pool().query(
      "insert into segments (id, workspace_id, name, kind, updated_at) values ($1, $2, 'VIP', 'manual', now())",
      [segment, id],
    );
    await pool().query(
      "insert into segment_members (segment_id, subscriber_id, workspace_id, entered_at) values ($1, $2, $3, now())",
      [segment, inside.id, id],
    );
    const document = documentFromShortForm("{{ plan }}", "x");
    expect(await countMissing(id, document, { segmentId: segment })).toMatchObject({
      people: 1,
      gaps: [{ path: "plan", missing: 1 }],
    });
    const stranger = await createWorkspace();
    await createSubscriber(stranger.id, {});
    expect(await countMissing(stranger.id, document, { segmentId: segment })).toMatchObject({ people: 0 });
    expect(await countMissing(id, document, { journeyId: segment })).toMatchObject({ people: 0 });
  });
});

describe("a preview", () => {
  const ruled = emailDocumentSchema.parse({
    v: 2,
    subject: "Hi {{ first_name }}",
    preheader: "",
    blocks: [
      { id: "all", type: "heading", text: "Your plan: {{ plan }}" },
      { id: "pro", type: "heading", text: "For pros", when: { path: "plan", op: "equals", value: "pro" } },
      { id: "go", type: "button", label: "Go", href: "https://example.com/?p={{ plan }}" },
    ],
  });

  it("outlines what is empty where text stands, leaves what is sent alone and says why a block is hidden", async () => {
    const { id } = await createWorkspace();
    await createSubscriber(id, { externalId: "ada", firstName: "Ada", attributes: {} });
    const made = await previewTemplate(id, ruled, { externalId: "ada" });
    if (!made.ok) throw new Error(made.reason);
    const { html, outlined, rules, headers } = made.preview;
    expect(html).not.toContain("data-missing");
    expect(outlined.match(/data-missing="plan"/g)).toHaveLength(1);
    expect(outlined).toContain('href="https://example.com/?p="');
    expect(outlined).not.toMatch(/[\uFDD0-\uFDEF]/);
    expect(rules).toMatchObject([{ block_id: "pro", outcome: "hidden", because: expect.stringContaining("plan") }]);
    expect(headers).toContainEqual({ name: "Subject", value: "Hi Ada" });
  });

  it("shows what happens to somebody of whom nothing is known: skipped, or the plain version", async () => {
    const { id } = await createWorkspace();
    const strict = { ...ruled, on_failure: { do: "skip" as const, when_empty: true, subject: "", body: "" } };
    const skipped = await previewTemplate(id, strict, { empty: true });
    expect(skipped).toMatchObject({ ok: true, preview: { outcome: "skipped", html: "" } });
    const plain = {
      ...strict,
      on_failure: { do: "fallback" as const, when_empty: true, subject: "News", body: "Hi." },
    };
    const sent = await previewTemplate(id, plain, { empty: true });
    expect(sent).toMatchObject({ ok: true, preview: { outcome: "fallback", subject: "News" } });
  });
});
