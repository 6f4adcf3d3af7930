import type { EmailDocument } from "@/lib/email/document";
import type { Condition } from "@/lib/journey/condition";
import type { Graph } from "@/lib/journey/graph";
import type { JourneyTestCase } from "@/lib/journey/journey-test";
import type { JsonObject } from "@/lib/journey/json";
import type { JourneySettings } from "@/lib/journey/settings";

export const galleryCategories = ["onboarding", "shop", "sales", "win-back", "moments"] as const;
export type GalleryCategory = (typeof galleryCategories)[number];

/** An event or an attribute that a journey lives on, and what it does with it. */
export type GalleryNeed = {
  kind: "event" | "attribute";
  name: string;
  why: string;
  example?: JsonObject;
};

/**
 * A journey of the gallery: what it is for, what it needs, and itself with its mails, segments and tests. References such as
 * `@templates/hello` name what lies beside the graph; installing it is importing a journey file (lib/api/schemas/journey-file.ts).
 */
export type GalleryJourney = {
  key: string;
  name: string;
  category: GalleryCategory;
  /** one sentence: when somebody wants it */
  purpose: string;
  /** what it does, in two or three sentences */
  description: string;
  needs: GalleryNeed[];
  settings: Partial<JourneySettings>;
  graph: Graph;
  templates: Record<string, { name: string; document: EmailDocument }>;
  segments?: Record<string, { name: string; description: string; condition?: Condition }>;
  tests: (JourneyTestCase & { name: string })[];
};
