import * as z from "zod";

/** application/problem+json as the API answers it. */
export const problemDetailsSchema = z.object({
  type: z.string().optional(),
  title: z.string(),
  status: z.number().optional(),
  detail: z.string().optional(),
  errors: z
    .array(
      z.looseObject({
        path: z.string().optional(),
        message: z.string(),
        code: z.string().optional(),
        node_id: z.string().optional(),
      }),
    )
    .optional(),
});

export type ProblemDetails = z.output<typeof problemDetailsSchema>;
