import * as z from "zod";
import { type Condition, conditionSchema, pathSchema } from "@/lib/journey/condition";

/**
 * What a mail offers, as data: the first offer whose rule holds; over a cart value a fixed amount instead. Templates read it as
 * `{{ incentive.label }}`, `.percent`, `.amount`, `.kind` and `.code`. Evaluated per person when the mail is filled.
 */
export type Incentive = {
  /** in order; one without a rule is for everybody. None that holds: no offer */
  offers: { when?: Condition; percent: number }[];
  /** where the value of the cart is */
  value_path: string;
  /** carts over `over` get an amount: `percent` of the cart, at most `amount_max` */
  large_cart?: { over: number; percent: number; amount_max: number };
  /** ISO 4217 */
  currency: string;
  /** codes to give out, one for each person and journey; only to those who get an offer */
  pool_id?: string;
};

const percent = z.number().min(0).max(100).multipleOf(0.01);
const money = z.number().min(0).max(1_000_000_000).multipleOf(0.01);

export const incentiveSchema: z.ZodType<Incentive> = z.strictObject({
  offers: z.array(z.strictObject({ when: conditionSchema.optional(), percent })).max(10),
  value_path: pathSchema.default("event.cart_value"),
  large_cart: z.strictObject({ over: money, percent, amount_max: money }).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "three letters such as EUR")
    .default("EUR"),
  pool_id: z.uuid().optional(),
});
