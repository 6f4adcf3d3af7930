import * as z from "zod";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import { nextPort } from "../next-port";

const schema = z.strictObject({ tag: z.string().trim().max(200) });
export type RemoveTagConfig = z.output<typeof schema>;

export const removeTag = defineAction<RemoveTagConfig>({
  type: "remove_tag",
  category: "data",
  label: "Remove tag",
  description: "Takes a tag off the person.",
  keywords: ["label", "unmark", "flag", "untag", "delete tag"],
  icon: "tags",
  schema,
  defaults: { tag: "" },
  fields: [{ kind: "tag", name: "tag", label: "Tag" }],
  ports: () => nextPort,
  summary: ({ tag }) => (tag ? `Remove tag “${tag}”` : "Choose a tag"),
  check: ({ tag }) => missing(tag, "tag", "Choose the tag to remove."),
  writesSubscriber: true,
  step: ({ node, facts }) => {
    const { tag } = node.config;
    if (!facts.subscriber.tags.includes(tag)) return { kind: "leave", port: "next", reason: "not_tagged" };
    return { kind: "leave", port: "next", effects: [{ kind: "remove_tag", tag }] };
  },
});
