import * as z from "zod";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import { nextPort } from "../next-port";

const schema = z.strictObject({ tag: z.string().trim().max(200) });
export type AddTagConfig = z.output<typeof schema>;

export const addTag = defineAction<AddTagConfig>({
  type: "add_tag",
  category: "data",
  label: "Add tag",
  description: "Puts a tag on the person, for segments, conditions and colleagues to see.",
  keywords: ["label", "mark", "flag", "tag"],
  icon: "tag",
  schema,
  defaults: { tag: "" },
  fields: [{ kind: "tag", name: "tag", label: "Tag" }],
  ports: () => nextPort,
  summary: ({ tag }) => (tag ? `Add tag “${tag}”` : "Choose a tag"),
  check: ({ tag }) => missing(tag, "tag", "Choose the tag to add."),
  writesSubscriber: true,
  step: ({ node, facts }) => {
    const { tag } = node.config;
    if (facts.subscriber.tags.includes(tag)) return { kind: "leave", port: "next", reason: "already_tagged" };
    return { kind: "leave", port: "next", effects: [{ kind: "add_tag", tag }] };
  },
});
