import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/auth/principal";
import { documentFromShortForm } from "@/lib/email/short-form";
import { listTemplates } from "@/lib/queries/list-templates";
import { readTemplate } from "@/lib/queries/read-template";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { archiveTemplate } from "./archive-template";
import { createTemplate } from "./create-template";
import { duplicateTemplate } from "./duplicate-template";
import { saveTemplate } from "./save-template";

setUpTestDatabase();

async function principal(): Promise<Principal> {
  const { id } = await createWorkspace();
  return { kind: "key", keyId: crypto.randomUUID(), scope: "full", workspaceId: id };
}

describe("templates", () => {
  it("start as a mail that could be sent", async () => {
    const who = await principal();
    const id = await createTemplate(who, { name: "Welcome" });
    const template = await readTemplate(who.workspaceId, id);
    expect(template).toMatchObject({ name: "Welcome", revision: 1, archived: false });
    expect(template?.document.blocks.at(-1)?.type).toBe("footer");
  });

  it("are saved by one of two authors who saw the same revision", async () => {
    const who = await principal();
    const id = await createTemplate(who, { name: "Welcome" });
    const [first, second] = [documentFromShortForm("first", "a"), documentFromShortForm("second", "b")];
    const results = await Promise.all([
      saveTemplate(who, id, 1, { document: first }),
      saveTemplate(who, id, 1, { document: second }),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual({ ok: false, reason: "stale", revision: 2 });
    expect(await saveTemplate(who, id, "any", { name: "Other" })).toEqual({ ok: true, revision: 3 });
  });

  it("of another workspace are not there", async () => {
    const [mine, other] = [await principal(), await principal()];
    const id = await createTemplate(mine, { name: "Mine" });
    expect(await readTemplate(other.workspaceId, id)).toBeUndefined();
    expect(await saveTemplate(other, id, "any", { name: "x" })).toEqual({ ok: false, reason: "not_found" });
    expect(await duplicateTemplate(other, id)).toBeUndefined();
    expect(await archiveTemplate(other, id, true, new Date())).toBe(false);
  });

  it("leave the list when archived and come back, page by page, newest first", async () => {
    const who = await principal();
    const a = await createTemplate(who, { name: "A" });
    const b = await duplicateTemplate(who, a);
    const c = await createTemplate(who, { name: "C" });
    const names = async (archived?: "true") =>
      (await listTemplates(who.workspaceId, { limit: 50, archived }))?.data.map((template) => template.name);
    expect(await names()).toEqual(["C", "A (copy)", "A"]);
    await archiveTemplate(who, c, true, new Date());
    expect(await names()).toEqual(["A (copy)", "A"]);
    expect(await names("true")).toEqual(["C"]);
    const page = await listTemplates(who.workspaceId, { limit: 1 });
    expect(page?.data[0]?.id).toBe(b);
    const next = await listTemplates(who.workspaceId, { limit: 1, cursor: page?.next_cursor ?? "" });
    expect(next?.data[0]?.id).toBe(a);
    expect(await listTemplates(who.workspaceId, { limit: 1, cursor: "nonsense" })).toBeUndefined();
  });
});
