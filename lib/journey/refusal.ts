/** Why somebody whose event, change or segment matched a trigger by name was not let in. Kept in entry_refusals. */
export type RefusalReason = "trigger_filter" | "reentry";
