import * as z from "zod";
import { type Condition, conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { jsonObjectSchema } from "@/lib/journey/json";
import { conditionProblems } from "./condition-problems";
import type { Field, NodeDefinition } from "./define-node";
import { isArrival } from "./is-arrival";
import { whenDecided } from "./when-decided";

type Conditional<Config> = Config & { when?: Condition | undefined };

const whenField: Field = {
  kind: "condition",
  name: "when",
  label: "Only if",
  help: "Who does not match skips this step and goes on; the log says so.",
  scope: "any",
};

/**
 * A node that does something. Any of them can carry a condition, the setting `when`: whoever does not match on arrival skips the step
 * and leaves by "next", which every action has. Settings, sentence, checks and inspector of the condition come from here.
 */
export function defineAction<Config extends object>(own: NodeDefinition<Config>): NodeDefinition<Conditional<Config>> {
  return {
    ...own,
    schema: withCondition(own.schema),
    ownSchema: own.schema,
    fields: [...own.fields, whenField],
    summary: (config, names) => `${own.summary(config, names)}${config.when ? ", if they match" : ""}`,
    check: (config) => [...(own.check?.(config) ?? []), ...conditionProblems(config.when, "when")],
    references: (config) => {
      const references = own.references?.(config) ?? {};
      if (!config.when) return references;
      const { segments, nodes } = conditionReferences(config.when);
      return {
        ...references,
        segments: [...(references.segments ?? []), ...segments],
        nodes: [...(references.nodes ?? []), ...nodes],
      };
    },
    step: (input) => {
      const { when } = input.node.config;
      if (!when || !isArrival(input)) return own.step(input);
      return whenDecided(evaluateCondition(when, input.facts, input.env.now), (matches, seen) => {
        if (!matches)
          return {
            kind: "leave",
            port: "next",
            seen,
            reason: "condition_not_met",
            effects: [{ kind: "skip", reason: "condition_not_met" }],
          };
        const outcome = own.step(input);
        return outcome.kind === "needs" ? outcome : { ...outcome, seen: [...seen, ...(outcome.seen ?? [])] };
      });
    },
  };
}

function withCondition<Config extends object>(own: z.ZodType<Config>): z.ZodType<Conditional<Config>> {
  return jsonObjectSchema.transform(({ when, ...rest }, context): Conditional<Config> => {
    const config = own.safeParse(rest);
    const condition = conditionSchema.optional().safeParse(when);
    for (const { message, path } of config.error?.issues ?? []) context.addIssue({ code: "custom", message, path });
    for (const { message, path } of condition.error?.issues ?? [])
      context.addIssue({ code: "custom", message, path: ["when", ...path] });
    if (!config.success || !condition.success) return z.NEVER;
    return condition.data === undefined ? config.data : { ...config.data, when: condition.data };
  });
}
