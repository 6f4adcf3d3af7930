import fc from "fast-check";
import { expect, it } from "vitest";
import { createEventParser, type StreamEvent } from "./create-event-parser";

const text =
  'retry: 1000\n\nevent: counts\ndata: {"a":1}\n\n: still here\n\nevent: present\ndata: []\n\ndata: plain\n\n';

it("hears the same events however the stream is cut into pieces", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const heard: StreamEvent[] = [];
      const parse = createEventParser((event) => heard.push(event));
      const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      for (const [i, from] of at.entries()) parse(text.slice(from, at[i + 1] ?? text.length));
      expect(heard).toEqual([
        { event: "counts", data: '{"a":1}' },
        { event: "present", data: "[]" },
        { event: "message", data: "plain" },
      ]);
    }),
  );
});
