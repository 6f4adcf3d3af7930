import { expect, test } from "vitest";
import { readSketch } from "./read-sketch";

const sketch = { say: "Done.", steps: [{ id: "start", type: "trigger.manual" }] };
const text = JSON.stringify(sketch);

test.each([
  ["alone", text],
  ["in a fence", `\`\`\`json\n${text}\n\`\`\``],
  ["in a fence without a language, after words", `Here it is:\n\`\`\`\n${text}\n\`\`\`\nAnything else?`],
  ["with words around it", `Sure! ${text} I hope this helps.`],
  ["after thinking aloud", `<think>{"steps": "no"} hm</think>\n${text}`],
])("J13 an answer is read %s", (_, answer) => {
  expect(readSketch(answer)).toEqual({ ok: true, sketch: { ...sketch, mails: {} } });
});

test("J13 what a model adds is passed over", () => {
  const steps = [{ ...sketch.steps[0], comment: "begins here" }];
  expect(readSketch(JSON.stringify({ ...sketch, steps, confidence: 0.9 }))).toMatchObject({
    ok: true,
    sketch: { steps: [{ id: "start", type: "trigger.manual" }] },
  });
});

const manyMails = Object.fromEntries(
  Array.from({ length: 61 }, (_, i) => [`m${i}`, { subject: "Hi", paragraphs: ["x"] }]),
);

test.each([
  ["no JSON", "I am sorry, Dave.", /not one JSON object/],
  ["a list", "[1, 2]", /not one JSON object/],
  ["cut off", text.slice(0, -3), /not one JSON object/],
  ["5,000 steps", JSON.stringify({ steps: Array(5_000).fill({ id: "x", type: "exit" }) }), /300/],
  ["61 mails", JSON.stringify({ ...sketch, mails: manyMails }), /at most 60/],
  [
    "a mail without words",
    JSON.stringify({ ...sketch, mails: { a: { subject: "Hi", paragraphs: [] } } }),
    />=1|1 item/,
  ],
  ["NUL", JSON.stringify({ ...sketch, name: "a\u0000b" }), /NUL/],
  ["a prototype", '{"steps": [], "settings": {"__proto__": {"x": 1}}}', /__proto__|not an allowed key/],
  ["nests without end", `{"steps": [], "settings": ${'{"a":'.repeat(200)}1${"}".repeat(200)}}`, /not one JSON object/],
])("J13 an answer that is no sketch is refused in words: %s", (_, answer, words) => {
  const read = readSketch(answer);
  expect(read.ok).toBe(false);
  expect(JSON.stringify(read)).toMatch(words);
});
