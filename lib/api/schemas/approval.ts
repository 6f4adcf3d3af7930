import * as z from "zod";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { listSchema, timeSchema, uuidSchema } from "./common";

/** withdrawn: by who asked. overtaken: another request or a publish came before anybody had answered. */
export const approvalStateSchema = z.enum(["waiting", "approved", "changes_asked", "withdrawn", "overtaken"]);
export type ApprovalState = z.output<typeof approvalStateSchema>;

/** A member, or an API key; whoever is gone keeps no name. */
export const actorSchema = z.object({
  kind: z.enum(["member", "key"]),
  name: z.string(),
  email: z.string().nullable(),
});
export type ActorResource = z.output<typeof actorSchema>;

export const approvalSchema = z.object({
  id: uuidSchema,
  state: approvalStateSchema,
  /** the request that is spoken of: neither withdrawn nor followed by another one or by a publish */
  open: z.boolean(),
  asked_by: actorSchema,
  /** real time */
  asked_at: timeSchema,
  /** the member who was the last to change what is asked for; does not approve it. null: keys alone have saved it */
  saved_by: actorSchema.nullable(),
  note: z.string(),
  decided_by: actorSchema.nullable(),
  decided_at: timeSchema.nullable(),
  /** what was said with the decision */
  words: z.string(),
});
export type ApprovalResource = z.output<typeof approvalSchema>;

/** With what was asked for: the draft as it stood, which is what an approval is of. */
export const approvalDetailSchema = approvalSchema.extend({ graph: graphSchema, settings: journeySettingsSchema });
export type ApprovalDetail = z.output<typeof approvalDetailSchema>;

const changedSinceSchema = z.object({
  steps: z.boolean(),
  settings: z.boolean(),
  /** templates and reusable blocks */
  mails: z.array(z.object({ id: uuidSchema, name: z.string() })),
  brand: z.boolean(),
});
export type ChangedSince = z.output<typeof changedSinceSchema>;

/** How the draft, as it would be published now, stands. */
export const draftApprovalSchema = z.object({
  /**
   * of exactly this content. changed: the open request is of another one, see `changed`. none: nobody was asked
   */
  state: z.enum(["none", "waiting", "approved", "changes_asked", "changed"]),
  revision: z.number().int(),
  /** the request that the state is of */
  request: approvalSchema.nullable(),
  changed: changedSinceSchema.nullable(),
});
export type DraftApproval = z.output<typeof draftApprovalSchema>;

export const approvalListSchema = listSchema(approvalSchema).extend({
  /** the workspace publishes only what somebody else has approved */
  needed: z.boolean(),
  draft: draftApprovalSchema,
  /** who could approve: members who may publish, but for who has asked (where nobody is waiting, who reads this) and who saved the draft last */
  approvers: z.array(z.object({ name: z.string(), email: z.string() })),
});
export type ApprovalList = z.output<typeof approvalListSchema>;

export const approvalParamsSchema = z.object({ id: uuidSchema, approval_id: uuidSchema });

const wordsSchema = z.string().trim().max(2_000);

export const approvalAskSchema = z
  .object({
    /** for whoever decides */
    note: wordsSchema.default(""),
    /** the draft's revision that was looked at; 409 when it has been saved since */
    revision: z.number().int().optional(),
  })
  .prefault({});
export type ApprovalAsk = z.output<typeof approvalAskSchema>;

export const approvalDecisionSchema = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("approved"), words: wordsSchema.default("") }),
  z.object({ decision: z.literal("changes_asked"), words: wordsSchema.min(3, "say what should change") }),
]);
export type ApprovalDecision = z.output<typeof approvalDecisionSchema>;
