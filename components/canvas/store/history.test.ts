import { describe, expect, it } from "vitest";
import { HISTORY_STEPS_MAX, MERGE_WITHIN_MS, record, redo, startHistory, undo } from "./history";

const change = (draft: string, at: number, mergeKey?: string) => ({ label: `set ${draft}`, draft, at, mergeKey });

describe("history", () => {
  it("undoes and redoes by name", () => {
    const h = record(record(startHistory("a"), change("b", 0)), change("c", 10));
    const back = undo(h);
    expect(back).toMatchObject({ undone: "set c", history: { present: "b" } });
    const forth = redo(back.history, 20);
    expect(forth).toMatchObject({ redone: "set c", history: { present: "c" } });
    expect(undo(forth.history).history.present).toBe("b");
  });

  it("takes typing into one field as one step until the author pauses", () => {
    let h = startHistory("");
    h = record(h, change("H", 0, "n1.subject"));
    h = record(h, change("Hi", 400, "n1.subject"));
    h = record(h, change("Hi!", 400 + MERGE_WITHIN_MS + 1, "n1.subject"));
    expect(h.past).toHaveLength(2);
    expect(undo(undo(h).history).history.present).toBe("");
  });

  it("does not merge changes of different fields", () => {
    const h = record(record(startHistory("a"), change("b", 0, "x")), change("c", 1, "y"));
    expect(h.past).toHaveLength(2);
  });

  it("forgets what could be redone as soon as something new is done", () => {
    const back = undo(record(startHistory("a"), change("b", 0))).history;
    const h = record(back, change("c", 1));
    expect(redo(h, 2).redone).toBeUndefined();
    expect(h.present).toBe("c");
  });

  it("records nothing for a change that changes nothing", () => {
    const h = startHistory("a");
    expect(record(h, change("a", 0))).toBe(h);
  });

  it("has nothing to undo at the start, and stays as it is", () => {
    const h = startHistory("a");
    expect(undo(h).history).toBe(h);
    expect(redo(h, 0).history).toBe(h);
  });

  it("keeps a bounded number of steps", () => {
    let h = startHistory(0);
    for (let i = 1; i <= HISTORY_STEPS_MAX + 20; i += 1) h = record(h, { label: `${i}`, draft: i, at: i });
    expect(h.past).toHaveLength(HISTORY_STEPS_MAX);
  });
});
