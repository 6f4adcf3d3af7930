import * as z from "zod";
import { conditionSchema } from "./condition";

/** Who belongs to which stage: the first rule that holds decides; where none holds the stage stays (FEATURES U6). */
export const lifecycleRulesSchema = z
  .array(z.object({ stage: z.string().trim().min(1).max(50), condition: conditionSchema }))
  .max(20);
export type LifecycleRules = z.output<typeof lifecycleRulesSchema>;
