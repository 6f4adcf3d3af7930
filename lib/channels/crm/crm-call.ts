import * as z from "zod";
import type { Json } from "@/lib/journey/json";
import type { CallAnswer } from "../call-answer";
import type { CrmResult, UpsertedContact } from "./crm-connection";

const text = z.string().max(10_000);

/** A contact to be written, with nothing left to fill; stored in sends.request, so every attempt writes the same. */
export const crmCallSchema = z.object({
  connection_id: z.uuid(),
  match: z.object({ property: z.string().min(1), value: z.string().min(1).max(1_000) }),
  properties: z.record(z.string(), text),
  read: z.array(z.string()),
});
export type CrmCall = z.output<typeof crmCallSchema>;

const templateSchema = z.object({
  connection_id: z.string(),
  match: z.object({ property: z.string(), value: z.string() }),
  fields: z.record(z.string(), z.string()).default({}),
  read: z.record(z.string(), z.string()).default({}),
});

type Fill = (template: string) => { ok: true; text: string } | { ok: false; error: string };

/**
 * A crm_upsert step's settings filled for one person. Empty values are left out: what is not known of a person says nothing about what the
 * CRM knows.
 */
export function fillCrmCall(
  config: unknown,
  fill: Fill,
): { ok: true; request: CrmCall } | { ok: false; error: string } {
  const template = templateSchema.safeParse(config);
  if (!template.success) return { ok: false, error: z.prettifyError(template.error) };
  const { connection_id, match, fields, read } = template.data;
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const filled = fill(value);
    if (!filled.ok) return { ok: false, error: `${name}: ${filled.error}` };
    if (filled.text.trim() !== "") properties[name] = filled.text.trim();
  }
  const found = fill(match.value);
  if (!found.ok) return { ok: false, error: `${match.property}: ${found.error}` };
  const value = found.text.trim();
  if (value === "")
    return { ok: false, error: `the person has no value for ${match.property}, by which the contact is found` };
  const names = [...new Set(Object.values(read))].filter((name) => name !== "");
  const request = crmCallSchema.safeParse({
    connection_id,
    match: { property: match.property, value },
    properties,
    read: names,
  });
  return request.success ? { ok: true, request: request.data } : { ok: false, error: z.prettifyError(request.error) };
}

/** What a CRM's result means for the call. `run.<node>` becomes {id, created, properties}. */
export function crmCallAnswer(result: CrmResult<UpsertedContact>): CallAnswer {
  switch (result.kind) {
    case "done": {
      const value: Json = { id: result.value.id, created: result.value.created, properties: result.value.properties };
      return { kind: "answered", ok: true, value };
    }
    case "refused":
      return { kind: "answered", ok: false, value: { error: result.reason }, note: result.reason };
    case "trouble":
      return {
        kind: "unanswered",
        reason: result.reason,
        ...(result.holdMs === undefined ? {} : { retryAfterMs: result.holdMs, held: true }),
      };
  }
}
