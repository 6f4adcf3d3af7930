import type { ValueType } from "@/components/conditions/condition-model";
import { standingPaths } from "@/lib/journey/standing-paths";

/** Fields that every person has, beside their attributes. */
export const subscriberFields: readonly { path: string; label: string; type: ValueType }[] = [
  { path: "email", label: "Email", type: "text" },
  { path: "first_name", label: "First name", type: "text" },
  { path: "last_name", label: "Last name", type: "text" },
  { path: "phone", label: "Phone", type: "text" },
  { path: "timezone", label: "Time zone", type: "text" },
  { path: "locale", label: "Language", type: "text" },
  { path: "lifecycle_stage", label: "Lifecycle stage", type: "text" },
  { path: "external_id", label: "Your id for them", type: "text" },
  { path: "created_at", label: "First seen", type: "date" },
];

/** What scoring knows of people, when the workspace scores them. */
export const scoreFields: readonly {
  path: string;
  label: string;
  type: ValueType;
  samples: readonly string[];
  help: string;
}[] = standingPaths.map(({ path, label, type, values, help }) => ({ path, label, type, samples: values, help }));
