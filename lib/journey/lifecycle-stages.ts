/** The stages of a lifecycle (FEATURES T16). The field itself takes any text; triggers and pickers offer these. */
export const lifecycleStages = ["prospect", "lead", "customer", "advocate", "churned"] as const;
