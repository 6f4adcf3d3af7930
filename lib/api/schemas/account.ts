import * as z from "zod";
import { passwordSchema, personNameSchema } from "@/lib/auth/account-schemas";
import { roles } from "@/lib/auth/permissions";
import { nameSchema } from "./common";
import { zoneSchema } from "./zone";

export const workspaceModeSchema = z.enum(["live", "sandbox"]);

/** GET /me: the signed-in person and where they belong. */
export const meSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  workspaces: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      mode: workspaceModeSchema,
      role: z.enum(roles),
      timezone: z.string(),
    }),
  ),
});
export type Me = z.output<typeof meSchema>;

/** PATCH /me */
export const accountUpdateSchema = z.object({ name: personNameSchema });
export const accountUserSchema = meSchema.shape.user;

/** POST /me/password */
export const passwordChangeSchema = z.object({
  current_password: z.string().min(1).max(1_000),
  new_password: passwordSchema,
});

export const workspaceCreateSchema = z.object({
  name: nameSchema,
  mode: workspaceModeSchema.default("sandbox"),
  timezone: zoneSchema.optional(),
});

export const invitationAcceptSchema = z.object({ token: z.string().min(1).max(200) });
export const acceptedSchema = z.object({ slug: z.string(), name: z.string() });
