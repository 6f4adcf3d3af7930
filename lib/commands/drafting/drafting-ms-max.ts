/** For all turns with the language model together: people wait for it with the page open, and a small model on a small machine takes minutes. */
export const DRAFTING_MS_MAX = 180_000;
