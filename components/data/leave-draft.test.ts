import { describe, expect, it } from "vitest";
import type { SaveState } from "./autosave";
import { leaveDraft, type Sent } from "./leave-draft";
import { createUnsentDrafts } from "./unsent-drafts";

type Stored = { revision: number };
const PATH = "/journeys/1";

/** A server at revision 1 that takes what is based on its revision, unless it is away. */
function setUp(away = false) {
  const server = { revision: 1, drafts: [] as string[], away };
  const remembered: number[] = [];
  const unsent = createUnsentDrafts<string>();
  const send = async (draft: string, revision: number): Promise<Sent<string, Stored>> => {
    if (server.away) return { event: { kind: "failed", reason: "no connection", at: 0 } };
    if (revision !== server.revision) return { event: { kind: "refused_as_stale" } };
    server.revision += 1;
    server.drafts.push(draft);
    const saved = { revision: server.revision };
    return { event: { kind: "succeeded", revision: saved.revision, at: 0 }, saved };
  };
  const leave = (state: SaveState<string>, draft: string, underWay?: Promise<Sent<string, Stored>>) =>
    leaveDraft<string, Stored>({
      path: PATH,
      state,
      draft,
      base: "what was there",
      underWay,
      send,
      remember: ({ revision }) => void remembered.push(revision),
      unsent,
    });
  return { server, remembered, unsent, send, leave };
}

describe("leaveDraft", () => {
  it("stores what was typed a moment ago, and what the page knows of the journey follows", async () => {
    const { server, remembered, unsent, leave } = setUp();
    expect(await leave({ kind: "changed", revision: 1, draft: "ab", saveAt: 800 }, "ab")).toBe(true);
    expect(server.drafts).toEqual(["ab"]);
    expect(remembered).toEqual([2]);
    expect(unsent.get(PATH)).toBeUndefined();
  });

  it("stores what was typed while a save was under way after it, with the revision it answered", async () => {
    const { server, remembered, unsent, send, leave } = setUp();
    const underWay = send("a", 1);
    expect(await leave({ kind: "saving", revision: 1, sent: "a", newer: "ab", tries: 0 }, "ab", underWay)).toBe(true);
    expect(server.drafts).toEqual(["a", "ab"]);
    expect(remembered).toEqual([2, 3]);
    expect(unsent.get(PATH)).toBeUndefined();
  });

  it("sends nothing twice when the save under way has all of it", async () => {
    const { server, send, leave } = setUp();
    const underWay = send("a", 1);
    expect(await leave({ kind: "saving", revision: 1, sent: "a", newer: undefined, tries: 0 }, "a", underWay)).toBe(
      true,
    );
    expect(server.drafts).toEqual(["a"]);
  });

  it("keeps what the server could not take, with what it is based on", async () => {
    const { unsent, leave } = setUp(true);
    expect(await leave({ kind: "changed", revision: 1, draft: "ab", saveAt: 800 }, "ab")).toBe(false);
    expect(unsent.get(PATH)).toEqual({ draft: "ab", base: "what was there", revision: 1 });
  });

  it("keeps all of it when the save under way breaks", async () => {
    const { server, unsent, leave } = setUp();
    const underWay = Promise.resolve({ event: { kind: "failed", reason: "no connection", at: 0 } } as const);
    expect(await leave({ kind: "saving", revision: 1, sent: "a", newer: "ab", tries: 0 }, "ab", underWay)).toBe(false);
    expect(server.drafts).toEqual([]);
    expect(unsent.get(PATH)).toMatchObject({ draft: "ab", revision: 1 });
  });

  it("does not overwrite what somebody else saved, and keeps one's own for the decision", async () => {
    const { server, unsent, leave } = setUp();
    expect(await leave({ kind: "conflict", revision: 0, draft: "mine" }, "mine")).toBe(false);
    expect(server.drafts).toEqual([]);
    expect(unsent.get(PATH)).toMatchObject({ draft: "mine", revision: 0 });
  });
});
