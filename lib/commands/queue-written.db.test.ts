import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { readPreviewFacts } from "@/lib/queries/read-preview-facts";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { eraseSubscriber } from "./erase-subscriber";
import { queueWritten } from "./queue-written";

setUpTestDatabase();

const message = {
  from: "us@shop.example",
  to: "ada@example.com",
  subject: "Hello Ada",
  html: "h",
  text: "t",
  headers: {},
};

test("a mail that was written for somebody who has been erased meanwhile is not kept", async () => {
  const { id: workspaceId } = await createWorkspace({ mode: "live" });
  await createSubscriber(workspaceId, { externalId: "ada", email: "ada@example.com" });
  const found = await readPreviewFacts(workspaceId, { externalId: "ada" }, []);
  if (!found) throw new Error("nobody there");
  expect(await queueWritten(found, crypto.randomUUID(), message, "transactional")).toBe(true);
  await eraseSubscriber(workspaceId, "ada", "a secret of at least thirty-two characters");
  for (const kind of ["transactional", "test"] as const)
    expect(await queueWritten(found, crypto.randomUUID(), message, kind)).toBe(false);
  expect((await pool().query("select from message_contents where workspace_id = $1", [workspaceId])).rowCount).toBe(0);
});

test("a mail as a sample person would get it needs nobody", async () => {
  const { id: workspaceId } = await createWorkspace();
  const found = await readPreviewFacts(workspaceId, {}, []);
  if (!found) throw new Error("nobody there");
  expect(await queueWritten(found, crypto.randomUUID(), message, "test")).toBe(true);
});
