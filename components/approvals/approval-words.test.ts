import { expect, test } from "vitest";
import { refusalToApprove, sayApprovers, sayParts } from "./approval-words";

const named = (...names: string[]) => names.map((name) => ({ name, email: `${name}@example.com` }));

test("J14 who can approve is named, many of them by their number", () => {
  expect(sayApprovers([], "")).toBe(
    "Nobody is left who could approve it: neither who asks nor who saved the draft last does.",
  );
  expect(sayApprovers(named("Ada"), "")).toBe("Ada can approve it.");
  expect(sayApprovers(named("Ada", "Bob", "Cy", "Di", "Ed"), "")).toBe("Ada, Bob, Cy or 2 more can approve it.");
  expect(sayApprovers(named("Ada", "Bob"), "Bob@example.com")).toBe("You or Ada can approve it.");
});

test("J14 who saved the draft last is told that somebody else approves it", () => {
  const saved_by = { kind: "member", name: "Ada", email: "ada@example.com" } as const;
  const draft = { state: "waiting", revision: 1, request: null, changed: null } as const;
  expect(refusalToApprove({ draft }, { saved_by }, "ada@example.com")).toContain("saved this draft");
  expect(refusalToApprove({ draft }, { saved_by }, "bob@example.com")).toBeUndefined();
  expect(refusalToApprove({ draft }, { saved_by: null }, "bob@example.com")).toBeUndefined();
  const changed = { draft: { ...draft, state: "changed" as const } };
  expect(refusalToApprove(changed, { saved_by }, "bob@example.com")).toContain("no longer what was asked for");
});

test("J14 what has changed since is said by its parts", () => {
  const id = "00000000-0000-7000-8000-000000000000";
  expect(sayParts({ steps: true, settings: false, mails: [{ id, name: "Welcome" }], brand: true })).toBe(
    "the steps, the mail “Welcome” and the look of mails",
  );
});
