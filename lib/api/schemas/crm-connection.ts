import * as z from "zod";
import { listSchema, nameSchema, timeSchema, uuidSchema } from "./common";

export const crmKindSchema = z.object({
  kind: z.string(),
  label: z.string(),
  help: z.string(),
  /** the property that contacts are usually found by */
  match_by: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      help: z.string(),
      placeholder: z.string().optional(),
      /** never given back by the API */
      secret: z.boolean(),
    }),
  ),
});
export type CrmKindResource = z.output<typeof crmKindSchema>;
export const crmKindListSchema = listSchema(crmKindSchema);

export const crmConnectionSchema = z.object({
  id: uuidSchema,
  kind: z.string(),
  /** of the kind */
  label: z.string(),
  name: z.string(),
  /** what the account is called in the CRM */
  account: z.string(),
  match_by: z.string(),
  /** of the credentials, those that are no secret */
  shown: z.record(z.string(), z.string()),
  /** why the last call was turned away for its credentials; null: it was not */
  problem: z.string().nullable(),
  /** the CRM has said that it is too much: nothing is asked before then */
  held_until: timeSchema.nullable(),
  created_at: timeSchema,
});
export type CrmConnectionResource = z.output<typeof crmConnectionSchema>;
export const crmConnectionListSchema = listSchema(crmConnectionSchema);

const credentialsSchema = z.record(z.string().max(50), z.string().trim().max(2_000));

/** Credentials are tried before they are kept, and can never be read again. */
export const crmConnectionCreateSchema = z.strictObject({
  kind: z.string().max(50),
  name: nameSchema,
  credentials: credentialsSchema,
});
export type CrmConnectionCreate = z.output<typeof crmConnectionCreateSchema>;

/** New credentials replace the old ones as a whole: an address is never changed under a secret that is kept. */
export const crmConnectionPatchSchema = z.strictObject({
  name: nameSchema.optional(),
  credentials: credentialsSchema.optional(),
});
export type CrmConnectionPatch = z.output<typeof crmConnectionPatchSchema>;

export const crmPropertiesSchema = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      writable: z.boolean(),
      /** contacts can be found by it */
      identifies: z.boolean(),
    }),
  ),
  /** why the CRM did not give its list; names can still be typed */
  problem: z.string().nullable(),
});
export type CrmProperties = z.output<typeof crmPropertiesSchema>;
