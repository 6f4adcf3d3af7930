import * as z from "zod";

/** What happens to a person whose mail cannot be filled: nothing is sent, or the plain version that the author wrote for this case. */
export type OnFailure = {
  do: "skip" | "fallback";
  /** a variable that is empty and has no fallback word counts as a failure, too */
  when_empty: boolean;
  /** the plain version: text as in an email step's short form; "" while `do` is "skip" */
  subject: string;
  body: string;
};

export const onFailureSchema: z.ZodType<OnFailure> = z.strictObject({
  do: z.enum(["skip", "fallback"]),
  when_empty: z.boolean().default(false),
  subject: z.string().max(500).default(""),
  body: z.string().max(20_000).default(""),
});
