import { createUnsentDrafts } from "@/components/data/unsent-drafts";
import type { Draft } from "./store/draft";

/** Drafts of journeys that could not be stored before their page was left. */
export const unsentJourneys = createUnsentDrafts<Draft>();
