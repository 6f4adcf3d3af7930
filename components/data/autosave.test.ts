import { describe, expect, it } from "vitest";
import { AUTOSAVE_DELAY_MS, plan, type SaveEvent, type SaveState, saveReducer } from "./autosave";

const saved: SaveState<string> = { kind: "saved", revision: 1, at: undefined };
const run = (...events: SaveEvent<string>[]) => events.reduce<SaveState<string>>(saveReducer, saved);

describe("saveReducer", () => {
  it("waits until typing rests, then sends the last text with the revision it was based on", () => {
    const state = run({ kind: "edited", draft: "a", at: 0 }, { kind: "edited", draft: "ab", at: 500 });
    expect(plan(state)).toEqual({ kind: "wake", at: 500 + AUTOSAVE_DELAY_MS });
    expect(plan(saveReducer(state, { kind: "due", at: 1_300 }))).toEqual({ kind: "send", draft: "ab", revision: 1 });
  });

  it("saves what was typed while saving with the revision just answered", () => {
    const state = run(
      { kind: "edited", draft: "a", at: 0 },
      { kind: "due", at: 800 },
      { kind: "edited", draft: "ab", at: 900 },
      { kind: "succeeded", revision: 2, at: 1_000 },
      { kind: "due", at: 1_000 },
    );
    expect(plan(state)).toEqual({ kind: "send", draft: "ab", revision: 2 });
  });

  it("keeps an edit made while saving when the request fails, and tries again later each time", () => {
    const once = run(
      { kind: "edited", draft: "a", at: 0 },
      { kind: "due", at: 800 },
      { kind: "edited", draft: "ab", at: 900 },
      { kind: "failed", reason: "network", at: 1_000 },
    );
    expect(once).toMatchObject({ kind: "offline", draft: "ab", retryAt: 3_000, tries: 1 });
    const twice = [
      { kind: "due", at: 3_000 },
      { kind: "failed", reason: "network", at: 3_000 },
    ].reduce((s, e) => saveReducer(s, e as SaveEvent<string>), once);
    expect(twice).toMatchObject({ kind: "offline", draft: "ab", retryAt: 7_000, tries: 2 });
  });

  it("sends nothing in a conflict until the author chooses, whatever is typed", () => {
    const state = run(
      { kind: "edited", draft: "a", at: 0 },
      { kind: "due", at: 800 },
      { kind: "refused_as_stale" },
      { kind: "edited", draft: "ab", at: 900 },
    );
    expect(plan(state)).toEqual({ kind: "rest" });
    const mine = saveReducer(saveReducer(state, { kind: "keep_mine", revision: 7, at: 1 }), { kind: "due", at: 1 });
    expect(plan(mine)).toEqual({ kind: "send", draft: "ab", revision: 7 });
    const theirs = saveReducer(state, { kind: "take_theirs", revision: 7, at: 1 });
    expect(theirs).toEqual({ kind: "saved", revision: 7, at: 1 });
  });

  it("what was stored past the page is taken over while nothing of one's own is unsaved", () => {
    const taken = saveReducer({ kind: "saved", revision: 3, at: 0 }, { kind: "take_theirs", revision: 5, at: 9 });
    expect(taken).toEqual({ kind: "saved", revision: 5, at: 9 });
    const changed = { kind: "changed", revision: 3, draft: "a", saveAt: 800 } as const;
    expect(saveReducer<string>(changed, { kind: "take_theirs", revision: 5, at: 9 })).toBe(changed);
  });

  it("a refusal is shown and the next edit tries again", () => {
    const state = run(
      { kind: "edited", draft: "", at: 0 },
      { kind: "due", at: 800 },
      { kind: "refused", reason: "a name is needed" },
    );
    expect(plan(state)).toEqual({ kind: "rest" });
    expect(saveReducer(state, { kind: "edited", draft: "A", at: 900 })).toMatchObject({ kind: "changed", draft: "A" });
  });

  it("what was refused is sent again when somebody asks for it", () => {
    const state = run(
      { kind: "edited", draft: "a", at: 0 },
      { kind: "due", at: 800 },
      { kind: "refused", reason: "you may not edit here" },
      { kind: "due", at: 5_000 },
    );
    expect(plan(state)).toEqual({ kind: "send", draft: "a", revision: 1 });
  });

  it("ignores answers that nobody waits for", () => {
    expect(run({ kind: "succeeded", revision: 9, at: 0 })).toBe(saved);
    expect(run({ kind: "due", at: 0 })).toBe(saved);
  });
});
