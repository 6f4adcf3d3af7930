import type { StepOption } from "@/components/conditions/condition-context";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { Field } from "@/lib/nodes/define-node";
import type { ConfigChange } from "../edits/change-config";

/** An exit got another name: the edges that leave by it follow. */
export type PortRename = { from: string; to: string };

/** What every field editor of the inspector receives. `error` is the first problem of this field. */
export type FieldProps<Kind extends Field["kind"] = Field["kind"]> = {
  field: Extract<Field, { kind: Kind }>;
  value: Json | undefined;
  /** the node works without this setting, so it can be taken away */
  optional: boolean;
  /** undefined takes the setting away */
  onChange: (value: Json | undefined, rename?: PortRename) => void;
  /** several settings at once, for an editor that stands for more than its own */
  onChangeMany: (change: ConfigChange) => void;
  error: string | undefined;
  /** the whole config, for fields that depend on another */
  config: JsonObject;
  /** events that start this journey or have been awaited: their properties are offered first */
  events: readonly string[];
  /** the journey's other steps, by the words on their cards */
  steps: readonly StepOption[];
  /** name of the journey, for things that are made from here */
  journeyName: string;
};
