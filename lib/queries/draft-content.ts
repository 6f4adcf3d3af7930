import { createHash } from "node:crypto";
import * as z from "zod";
import { brandSchema } from "@/lib/email/brand";
import { stableJson } from "@/lib/engine/same-config";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";

/**
 * All that publishing a draft would put live: what people walk through and what they are written. Where cards stand and what notes
 * beside them say is not part of it.
 */
export const draftContentSchema = z.object({
  /** without positions and notes */
  graph: jsonObjectSchema,
  settings: jsonObjectSchema,
  /** documents of the templates that email steps use, by id */
  templates: z.record(z.string(), jsonSchema),
  /** documents of the reusable blocks that those show, by id */
  blocks: z.record(z.string(), jsonSchema),
  brand: brandSchema,
});
export type DraftContent = z.output<typeof draftContentSchema>;

/** SHA-256 (hex) over the content as JSON with sorted keys: the same content gives the same digest, whoever wrote it down. */
export function contentDigest(content: DraftContent): string {
  return createHash("sha256").update(stableJson(content)).digest("hex");
}

/** Which parts of two contents differ; `mails` are ids of templates and reusable blocks. At least one does where the digests do. */
export type ContentDifference = { steps: boolean; settings: boolean; mails: string[]; brand: boolean };

export function diffContent(before: DraftContent, after: DraftContent): ContentDifference {
  const differs = (a: unknown, b: unknown) => stableJson(a) !== stableJson(b);
  const documents = ({ templates, blocks }: DraftContent) => ({ ...templates, ...blocks });
  const [old, now] = [documents(before), documents(after)];
  const steps = differs(before.graph, after.graph);
  const all = Object.keys({ ...old, ...now }).filter((id) => differs(old[id], now[id]));
  const changed = all.filter((id) => id in old && id in now);
  return {
    steps,
    settings: differs(before.settings, after.settings),
    // What only one side has comes with a step or a mail that has changed, or was archived or brought back.
    mails: steps || changed.length > 0 ? changed : all,
    brand: differs(before.brand, after.brand),
  };
}
