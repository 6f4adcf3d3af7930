import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/auth/principal";
import { readPersonToken } from "@/lib/channels/person-token";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { compileEmail } from "@/lib/email/compile-email";
import { emailDocumentSchema } from "@/lib/email/document";
import { richTextFromPlain } from "@/lib/email/short-form";
import { createSendScene, readSend, TEST_SECRET, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { addCodes } from "./add-codes";
import { changeCodePool } from "./change-code-pool";
import { deliverDue } from "./deliver-messages";

setUpTestDatabase();

const brand = { name: "Northwind", logo_url: "", postal_address: "", theme: {} };
const text = (id: string, words: string) => ({ id, type: "text", content: richTextFromPlain(words) });

/** A live journey whose mail is this document. */
async function sceneWith(document: object | ((principal: Principal) => Promise<object>)) {
  const scene = await createSendScene();
  const workspaceId = scene.workspace.id;
  const principal: Principal = { kind: "key", workspaceId, keyId: randomUUID(), scope: "full" };
  const made = typeof document === "function" ? await document(principal) : document;
  const email = await compileEmail(emailDocumentSchema.parse({ v: 2, subject: "Hi", blocks: [], ...made }), brand);
  await prisma().journeyVersion.update({ where: { id: scene.version.id }, data: { emails: { hello: email } } });
  const deliver = async (...sends: { shard: number }[]) => {
    for (const { shard } of sends) await deliverDue([shard], 100, testDeliverEnvironment());
  };
  return { ...scene, principal, deliver };
}

async function contentOf(id: string) {
  const { rows } = await pool().query<{ subject: string; html: string; text: string }>(
    "select subject, html, text from message_contents where send_id = $1",
    [id],
  );
  return rows[0];
}

async function noteOf(id: string) {
  const { rows } = await pool().query<{ note: string | null }>("select note from sends where id = $1", [id]);
  return rows[0]?.note;
}

describe("a mail with rules", () => {
  it("is filled by the facts of each person: segments are looked up when it is sent", async () => {
    const segment = randomUUID();
    const scene = await sceneWith({
      blocks: [{ ...text("m", "MEMBERS"), when: { segment_id: segment } }, text("a", "ALL")],
    });
    await prisma().segment.create({ data: { id: segment, workspaceId: scene.workspace.id, name: "Members" } });
    const [member, other] = [await scene.queueMail(), await scene.queueMail()];
    await pool().query(
      "insert into segment_members (segment_id, subscriber_id, workspace_id, entered_at) values ($1, $2, $3, now())",
      [segment, member.subscriberId, scene.workspace.id],
    );
    await scene.deliver(member, other);
    expect((await contentOf(member.id))?.text).toMatch(/MEMBERS[\s\S]*ALL/);
    expect((await contentOf(other.id))?.text).not.toContain("MEMBERS");
  });
});

describe("a mail that cannot be filled", () => {
  it("goes out in its plain version, and the log says so", async () => {
    const on_failure = { do: "fallback", when_empty: true, subject: "Plain", body: "Hello {{ first_name }}" };
    const scene = await sceneWith({ subject: "Your {{ nothing }}", blocks: [text("a", "ALL")], on_failure });
    const sent = await scene.queueMail({ firstName: "Ada" });
    await scene.deliver(sent);
    expect(await readSend(sent.id)).toMatchObject({ status: "sent", reason: null });
    expect(await contentOf(sent.id)).toMatchObject({ subject: "Plain", text: expect.stringContaining("Hello Ada") });
    expect(await noteOf(sent.id)).toBe("fallback_version: empty: nothing");
  });

  it("is skipped without one", async () => {
    const scene = await sceneWith({ subject: "Your {{ nothing }}", on_failure: { do: "skip", when_empty: true } });
    const skipped = await scene.queueMail();
    await scene.deliver(skipped);
    expect(await readSend(skipped.id)).toMatchObject({ status: "skipped", reason: "empty: nothing" });
    expect(await contentOf(skipped.id)).toBeUndefined();
  });
});

describe("a mail with a code", () => {
  const offer = async (principal: Principal, codes: string[]) => {
    const made = await changeCodePool(principal, undefined, { name: "Spring" });
    if (!made.ok) throw new Error(made.reason);
    if (codes.length > 0) await addCodes(principal, made.pool.id, { codes });
    return { subject: "{{ incentive.code }}", incentive: { offers: [{ percent: 10 }], pool_id: made.pool.id } };
  };

  it("carries one of the pool, is skipped when none is left, and takes none for who may not be written to", async () => {
    const scene = await sceneWith((principal) => offer(principal, ["CODE-1"]));
    const gone = await scene.queueMail();
    await prisma().subscriber.update({ where: { id: gone.subscriber.id }, data: { unsubscribedAt: new Date() } });
    await scene.deliver(gone);
    expect(await readSend(gone.id)).toMatchObject({ status: "skipped", reason: "unsubscribed" });
    const late = await scene.enroll();
    const expired = await scene.queueSend(late, { expiresAt: Date.now() - 1 });
    await scene.deliver(late);
    expect(await readSend(expired)).toMatchObject({ status: "skipped", reason: "mail_expired" });
    const first = await scene.queueMail();
    await scene.deliver(first);
    expect((await contentOf(first.id))?.subject).toBe("CODE-1");
    const second = await scene.queueMail();
    await scene.deliver(second);
    expect(await readSend(second.id)).toMatchObject({ status: "skipped", reason: "no_code: no code was left" });
    // the same person in the same journey again: the same code
    const again = await scene.queueSend(first, { visit: 7 });
    await scene.deliver(first);
    expect((await contentOf(again))?.subject).toBe("CODE-1");
  });
});

describe("a signed link", () => {
  it("says whom it was sent to, to the workspace's own shop alone, and not for ever", async () => {
    const href = '{{ "https://shop.example/cart?a=1" | signed_link }}';
    const scene = await sceneWith({ blocks: [{ id: "b", type: "button", label: "Go", href }] });
    await prisma().workspace.update({
      where: { id: scene.workspace.id },
      data: { settings: { tracking: { clicks: false } } },
    });
    const sent = await scene.queueMail();
    await scene.deliver(sent);
    const [, token = ""] = /[?&]sj=([\w.-]+)/.exec((await contentOf(sent.id))?.text ?? "") ?? [];
    const read = (workspaceId: number, now = Date.now()) => readPersonToken(token, workspaceId, now, TEST_SECRET);
    expect(read(scene.workspace.id)).toMatchObject({ ok: true, externalId: sent.subscriber.externalId });
    expect(read(scene.workspace.id + 1)).toEqual({ ok: false, reason: "invalid" });
    expect(read(scene.workspace.id, Date.now() + 31 * 86_400_000)).toEqual({ ok: false, reason: "expired" });
    for (const bent of [`${token}x`, token.slice(1), "x.y", "", `${token}.z`])
      expect(readPersonToken(bent, scene.workspace.id, Date.now(), TEST_SECRET)).toEqual({
        ok: false,
        reason: "invalid",
      });
  });
});
