import { describe, expect, it } from "vitest";
import { findMentionables, mentionables, mentionQuery, toStored, toTyped } from "./mention-text";

const member = (user_id: string, name: string) => ({ user_id, name, email: `${user_id}@example.com` });
const people = mentionables([member("a", "Ada"), member("al", "Ada Lovelace"), member("bo", "Bo"), member("no", "")]);

describe("mentions as they are typed (J14)", () => {
  it("are stored as references, the longest name that fits", () => {
    expect(toStored("@Ada Lovelace and @Ada, see @Bo.", people)).toBe("<@al> and <@a>, see <@bo>.");
    expect(toStored("@no@example.com?", people)).toBe("<@no>?");
  });

  it("are nothing but words where no member is meant", () => {
    expect(toStored("mail bo@example.com, ask @Adalbert, @ nobody", people)).toBe(
      "mail bo@example.com, ask @Adalbert, @ nobody",
    );
  });

  it("come back as they were typed", () => {
    const typed = "@Ada Lovelace: 2 days? @Bo";
    expect(toTyped(toStored(typed, people), people)).toBe(typed);
  });

  it("tell members of the same name apart by their address", () => {
    const twins = mentionables([member("a1", "Ada"), member("a2", "Ada")]);
    expect(twins.map(({ label }) => label)).toEqual(["Ada (a1@example.com)", "Ada (a2@example.com)"]);
    expect(toStored("@Ada (a2@example.com) please", twins)).toBe("<@a2> please");
  });

  it("are looked for from the @ on, over a space in the name, and not inside an address", () => {
    expect(mentionQuery("ask @Ada L")).toEqual({ from: 4, words: "Ada L" });
    expect(mentionQuery("@")).toEqual({ from: 0, words: "" });
    expect(mentionQuery("bo@exam")).toBeUndefined();
    expect(mentionQuery("@Ada  ")).toBeUndefined();
  });

  it("find whoever has a name, a word of it or an address that begins so", () => {
    const found = (words: string) => findMentionables(people, words).map(({ id }) => id);
    expect(found("ada")).toEqual(["a", "al"]);
    expect(found("love")).toEqual(["al"]);
    expect(found("bo@")).toEqual(["bo"]);
    expect(found("zoe")).toEqual([]);
  });
});
