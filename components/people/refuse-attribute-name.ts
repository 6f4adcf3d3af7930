import { pathSchema } from "@/lib/journey/condition";
import { isSubscriberField } from "@/lib/journey/read-path";

/** Names that a detail of the person is also sent by. */
const ALIASES = new Set(["firstName", "lastName"]);

/** Why a new attribute cannot be called this; undefined when it can. */
export function refuseAttributeName(name: string): string | undefined {
  if (!pathSchema.safeParse(name).success) return "A name such as plan or company.size";
  const [root = ""] = name.split(".");
  return isSubscriberField(root) || ALIASES.has(root)
    ? `“${root}” is one of their details and is changed there, not here.`
    : undefined;
}
