import { describe, expect, it } from "vitest";
import { usualVariable } from "../variable-picker";
import { chipSource, isExpression, joinChips, splitChips, withChips } from "./liquid-line";

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

  it("are written so that Liquid reads the name they show, and Liquid that was typed stays what it is", () => {
    expect(chipSource({ path: "Plan Name", fallback: "free" })).toBe('{{ ["Plan Name"] | default: "free" }}');
    expect(chipSource({ path: "items.0.name", fallback: "" })).toBe("{{ items.0.name }}");
    const typed = usualVariable('event.total | money: "EUR"');
    expect(chipSource(typed)).toBe('{{ event.total | money: "EUR" }}');
    expect([isExpression(typed.path), isExpression("Plan Name")]).toEqual([true, false]);
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
