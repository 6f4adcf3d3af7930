import { afterEach, expect, it, vi } from "vitest";
import { sendDraft } from "./send-draft";

afterEach(() => vi.unstubAllGlobals());

type Stored = { revision: number; draft: { name: string; steps: number } };

/** A server at a revision with a draft; PATCH over another revision is refused. */
function serve(stored: Stored) {
  const asked: { method: string; workspace: string | null }[] = [];
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    asked.push({ method: init.method ?? "GET", workspace: new Headers(init.headers).get("x-sojourn-workspace") });
    if (init.method === "PATCH") return Response.json({ title: "Conflict" }, { status: 409 });
    return Response.json(stored);
  });
  return asked;
}

const send = (draft: Stored["draft"]) =>
  sendDraft<Stored["draft"], Stored>({
    path: "/journeys/1",
    workspace: "main",
    draft,
    revision: 1,
    draftOf: (stored) => stored.draft,
  });

it("a save whose answer was lost is no conflict: the server has this very draft", async () => {
  serve({ revision: 2, draft: { steps: 3, name: "Welcome" } });
  const sent = await send({ name: "Welcome", steps: 3 });
  expect(sent).toMatchObject({ event: { kind: "succeeded", revision: 2 }, saved: { revision: 2 } });
});

it("what somebody else saved is a conflict", async () => {
  serve({ revision: 2, draft: { name: "Theirs", steps: 3 } });
  expect((await send({ name: "Welcome", steps: 3 })).event).toEqual({ kind: "refused_as_stale" });
});

it("speaks for the workspace that was open, wherever the page has gone meanwhile", async () => {
  const asked = serve({ revision: 2, draft: { name: "Theirs", steps: 3 } });
  await send({ name: "Welcome", steps: 3 });
  expect(asked).toEqual([
    { method: "PATCH", workspace: "main" },
    { method: "GET", workspace: "main" },
  ]);
});

it("who was signed out meanwhile is tried again, not refused", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ title: "Sign in." }, { status: 401 }));
  expect((await send({ name: "Welcome", steps: 3 })).event).toMatchObject({ kind: "failed" });
});
