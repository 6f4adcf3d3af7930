import { describe, expect, it } from "vitest";
import { joinChips, splitChips, withChips } from "./liquid-line";

describe("chips", () => {
  it("stand for paths with and without a fallback, and for nothing else", () => {
    expect(splitChips('Hi {{ first_name | default: "there" }}, {{event.total}}!')).toEqual([
      { text: "Hi " },
      { path: "first_name", fallback: "there" },
      { text: ", " },
      { path: "event.total", fallback: "" },
      { text: "!" },
    ]);
    for (const liquid of ["{{ a | upcase }}", "{% if a %}", "{{ a", '{{ a | default: "x" | upcase }}'])
      expect(splitChips(liquid)).toEqual([{ text: liquid }]);
  });

  it("come back as the line they were made of", () => {
    for (const line of [
      "",
      "plain",
      'Hi {{ first_name | default: "there" }}',
      "{{ a }}{{ b.c }} {% if x %}y{% endif %}",
    ])
      expect(joinChips(splitChips(line))).toBe(line);
  });

  it("keep the marks of the text they were typed in", () => {
    const bold = [{ type: "bold" as const }];
    const content = withChips({
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text: "Hi {{ a }}", marks: bold }] }],
    });
    expect(content.content[0]).toEqual({
      type: "paragraph",
      content: [
        { type: "text", text: "Hi ", marks: bold },
        { type: "variable", attrs: { path: "a", fallback: "" }, marks: bold },
      ],
    });
  });
});
