import type { JourneyFile } from "@/lib/api/schemas/journey-file";
import type { Problem } from "@/lib/journey/problem";
import type { PlannedImport } from "../plan-import";

/** An answer of which a draft can be made, whatever still stands in the way of publishing it. */
export type UsableAnswer = {
  say: string;
  file: JourneyFile;
  planned: PlannedImport;
  problems: Problem[];
  turns: number;
};
