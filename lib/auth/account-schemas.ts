import * as z from "zod";

/** Lengths in characters, wherever an account is made or changed. */
export const accountBounds = { nameMax: 100, passwordMin: 8, passwordMax: 200 } as const;

const { nameMax, passwordMin, passwordMax } = accountBounds;

export const personNameSchema = z
  .string()
  .trim()
  .min(1, "Your name must not be empty.")
  .max(nameMax, `Your name must have at most ${nameMax} characters.`);

/** A password that is chosen now; one that is only compared may be older than these bounds. */
export const passwordSchema = z
  .string()
  .min(passwordMin, `A password must have at least ${passwordMin} characters.`)
  .max(passwordMax, `A password must have at most ${passwordMax} characters.`);
