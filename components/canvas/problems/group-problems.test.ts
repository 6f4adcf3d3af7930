import { describe, expect, it } from "vitest";
import type { Problem } from "@/lib/journey/problem";
import { groupProblems } from "./group-problems";

const warning = (code: string, node_id: string, message = "Its mail: The button leads to shop.example"): Problem => ({
  code,
  severity: "warning",
  message,
  node_id,
});

const titles = (problems: Problem[]) => groupProblems(problems).map(({ title }) => title);

describe("problems in one list", () => {
  it("says equal warnings of mails once, with how many and in how many mails", () => {
    const links = ["a", "a", "b", "c", "c"].map((node) => warning("email_link_example", node));
    expect(titles(links)).toEqual(["5 example links in 3 mails"]);
    expect(titles(links.slice(0, 2))).toEqual(["2 example links in one mail"]);
    expect(groupProblems(links)[0]?.problems).toEqual(links);
  });

  it("takes the words of the problem itself where there are none for several", () => {
    const address = (node: string) => warning("email_address_missing", node, "Its mail: No postal address is set");
    expect(titles([address("a"), address("b")])).toEqual(["No postal address is set (in 2 mails)"]);
    const spam = (node: string, word: string) => warning("email_spam_words", node, `Its mail: It says “${word}”`);
    expect(titles([spam("a", "winner"), spam("a", "no risk"), spam("b", "winner")])).toEqual([
      "It says “winner”, and 2 like it in 2 mails",
    ]);
  });

  it("leaves one of a kind, errors and what is no mail's by themselves, errors first", () => {
    const error: Problem = { ...warning("email_link_missing", "b"), severity: "error" };
    const list = [
      warning("email_link_example", "a"),
      warning("unreachable", "x", "Nobody gets to this."),
      warning("never_ends", "y", "Nobody gets out of this."),
      error,
      { ...error, node_id: "c" },
    ];
    expect(groupProblems(list).map(({ title, problems }) => [title, problems[0]?.code, problems.length])).toEqual([
      [undefined, "email_link_missing", 1],
      [undefined, "email_link_missing", 1],
      [undefined, "email_link_example", 1],
      [undefined, "unreachable", 1],
      [undefined, "never_ends", 1],
    ]);
  });

  it("says equal warnings of steps once, with the steps they concern", () => {
    const unseen = (node: string, event = "cart_emptied") =>
      warning("unseen_event", node, `No event “${event}” has arrived yet. Check the spelling.`);
    const list = [unseen("a"), unseen("b", "purchase"), unseen("c"), unseen("d")];
    expect(groupProblems(list)).toEqual([
      { title: unseen("a").message, steps: true, problems: [list[0], list[2], list[3]] },
      { title: undefined, steps: false, problems: [list[1]] },
    ]);
  });

  it("says what is wrong with the journey as a whole by itself", () => {
    const { node_id: _, ...whole } = warning("no_exit", "", "Nobody ever leaves.");
    expect(titles([whole, { ...whole, field: "settings" }])).toEqual([undefined, undefined]);
  });

  it("loses no problem and keeps their order within a kind", () => {
    const many = ["a", "b", "a", "c"].flatMap((node, i) => [
      warning("email_placeholder", node, `Its mail: “[Your word ${i}]” stands for words of your own`),
      warning("email_link_example", node),
    ]);
    expect(groupProblems(many).map(({ problems }) => problems.length)).toEqual([4, 4]);
    expect(groupProblems(many)[0]?.problems).toEqual(many.filter(({ code }) => code === "email_placeholder"));
  });
});
