import type * as z from "zod";
import type { Evaluation } from "@/lib/journey/evaluate-condition";
import type { Facts, Instant } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import type { Names } from "@/lib/journey/names";
import type { Outcome, Wake } from "@/lib/journey/outcome";
import type { Problem } from "@/lib/journey/problem";

export type PortDefinition = { key: string; label: string };

/**
 * How the inspector edits one setting. Pure data: components/canvas/inspector draws it, nothing here knows React.
 * `shownWhen`: only while another setting has one of these values. `group`: settings of one group stand together, folded up.
 */
export type Field = FieldKind & { shownWhen?: { name: string; is: string[] }; group?: string };

type FieldKind =
  | {
      kind: "text";
      name: string;
      label: string;
      help?: string;
      placeholder?: string;
      liquid?: boolean;
      multiline?: boolean;
    }
  | { kind: "number"; name: string; label: string; help?: string; min?: number; max?: number; unit?: string }
  /** `unset`: what an absent setting means */
  | { kind: "toggle"; name: string; label: string; help?: string; unset?: boolean }
  | { kind: "select"; name: string; label: string; help?: string; options: { value: string; label: string }[] }
  | { kind: "duration"; name: string; label: string; help?: string }
  | { kind: "time_of_day"; name: string; label: string; help?: string }
  | { kind: "weekdays"; name: string; label: string; help?: string }
  | { kind: "datetime"; name: string; label: string; help?: string }
  | { kind: "timezone"; name: string; label: string; help?: string }
  /** `none`: what it means that no event is chosen, where that is a choice */
  | { kind: "event"; name: string; label: string; help?: string; none?: string }
  | { kind: "attribute"; name: string; label: string; help?: string }
  /** addresses of members of the workspace */
  | { kind: "members"; name: string; label: string; help?: string }
  | { kind: "tag"; name: string; label: string; help?: string }
  | { kind: "segment"; name: string; label: string; help?: string; manualOnly?: boolean }
  | { kind: "journey"; name: string; label: string; help?: string }
  /** named values, Liquid allowed */
  | { kind: "properties"; name: string; label: string; help?: string; addLabel: string; keyPlaceholder: string }
  | { kind: "email"; name: "template_id"; label: string; help?: string }
  /** scope "event": paths are the event's properties first; "subscriber": no event.* */
  | { kind: "condition"; name: string; label: string; help?: string; scope: "any" | "event" }
  | {
      kind: "arms";
      name: string;
      label: string;
      help?: string;
      item: "condition" | "weight" | "threshold" | "criteria";
    }
  | { kind: "awaited_events"; name: string; label: string; help?: string }
  /** the events of a trigger.pattern; what each row asks for depends on the config's `kind` */
  | { kind: "pattern_events"; name: string; label: string; help?: string }
  /** {mon: [{from, to}], …} */
  | { kind: "hours"; name: string; label: string; help?: string }
  /** a list of dates, or days of every year */
  | { kind: "dates"; name: string; label: string; help?: string }
  /** another step of the journey, triggers left out */
  | { kind: "step"; name: string; label: string; help?: string }
  /** Transform[] of lib/journey/transform.ts */
  | { kind: "transforms"; name: string; label: string; help?: string }
  | { kind: "assignments"; name: string; label: string; help?: string }
  | { kind: "headers"; name: string; label: string; help?: string }
  /** a connected CRM; the next three speak of the one that `connection_id` names */
  | { kind: "crm_connection"; name: string; label: string; help?: string }
  /** {property, value}: the property that contacts are found by */
  | { kind: "crm_match"; name: string; label: string; help?: string }
  /** {property: Liquid} */
  | { kind: "crm_fields"; name: string; label: string; help?: string }
  /** {attribute: property} */
  | { kind: "crm_read"; name: string; label: string; help?: string };

/** Time and chance are arguments: the same arguments give the same walk. */
export type StepEnvironment = {
  now: Instant;
  /** a number in [0, 1) that depends on nothing but the given text (stable split arms) */
  random: (seed: string) => number;
  /** fills Liquid over the facts; injected, because the engine may not know the template language */
  fill: (template: string, facts: Facts) => { ok: true; text: string } | { ok: false; error: string };
};

export type StepInput<Config> = {
  node: { id: string; type: string; config: Config };
  facts: Facts;
  env: StepEnvironment;
  /** when this visit began; equals env.now on arrival */
  arrived_at: Instant;
  /** undefined on arrival and when the timer ran out; `timer` tells the two apart */
  wake: Wake | undefined;
  timer: boolean;
  /** the run did not flow here: this node's `attracts` has just drawn it */
  drawn?: boolean;
};

export type NodeProblem = Pick<Problem, "code" | "message" | "severity" | "field">;

export type NodeCategory = "trigger" | "message" | "timing" | "logic" | "data" | "end";

export type { Names } from "@/lib/journey/names";

/**
 * One node type. Its functions are methods on purpose: definitions of different configs share the one registry type
 * `NodeDefinition`, whose `config` is whatever `schema` gave. Hand them parsed configs only (compileGraph, describeNode).
 * A schema accepts an unfinished draft (empty texts, no condition yet) and `check` says what is missing, so that the
 * canvas can draw a node with its ports from the moment it is dropped.
 */
export type NodeDefinition<Config = unknown> = {
  type: string;
  category: NodeCategory;
  /** short name in palette and card */
  label: string;
  /** what it is for, in one sentence */
  description: string;
  /** further words the palette search finds it by */
  keywords: string[];
  /** lucide icon name, kebab-case */
  icon: string;
  schema: z.ZodType<Config>;
  /** of an action: what `schema` parses beside the condition that every action can have, for whoever describes settings */
  ownSchema?: z.ZodType;
  defaults: JsonObject;
  fields: Field[];
  /** exits of a node with this config; [] for an end */
  ports(config: Config): PortDefinition[];
  /**
   * Ways on that the settings name instead of an edge (go_to): `port` is none of `ports`, `to` another node. They count as edges for
   * walking and for every check; the canvas draws no line for them.
   */
  jumps?(config: Config): { port: string; to: string }[];
  /** events this step makes itself: their names need not have been seen before */
  emits?(config: Config): string[];
  /** the step asks how often it has been visited (facts.run.visits), so visits are counted */
  countsVisits?(config: Config): boolean;
  /** the setting as a sentence for the card ("Wait 2 days") */
  summary(config: Config, names: Names): string;
  /** problems beyond the schema; `where` on missing segments etc. is checked by checkGraph through `references` */
  check?(config: Config): NodeProblem[];
  /** ids this config points to, so that checkGraph can verify them */
  references?(config: Config): {
    nodes?: string[];
    segments?: string[];
    /** of `segments`, those that must be manual */
    manualSegments?: string[];
    templates?: string[];
    journeys?: string[];
    /** connected CRMs */
    connections?: string[];
    /** addresses of members of the workspace */
    members?: string[];
  };
  /**
   * The shortest time between two passes of one person that leave by this port, in ms; 0 when it may hold nobody.
   * Every cycle needs one with ≥ 60 000 on it (RELIABILITY promise 14).
   */
  holdsAtLeastMs?(config: Config, port: string): number;
  /**
   * Event names (or "$change") that a person standing anywhere in the journey listens to because of this node.
   * Only goals need it; a waiting node says what it listens to in its Outcome.
   */
  listensWhileInside?(config: Config): string[];
  /**
   * Whether someone upstream is drawn to this node now (goals): asked on every step and on every wake. The walk then
   * goes on here, with the same wake. `entering`: the very first step of a run, before which nobody listened for it.
   */
  attracts?(input: {
    node: { id: string; config: Config };
    facts: Facts;
    now: Instant;
    wake: Wake | undefined;
    entering: boolean;
  }): Evaluation;
  /** asks somebody else's server and waits for the answer: what a test call from the inspector does there, in a sentence */
  callsOut?: string;
  /** its timer is a moment of the calendar (a time of day, a date) and no span: a pause does not put it off */
  waitsForMoment?: boolean;
  /** while waiting here a person listens to events or changes: the claim locks the subscriber row */
  listens?: boolean;
  /** may write to the subscriber: the claim locks the subscriber row */
  writesSubscriber?: boolean;
  /** pure and total: bad data is an outcome, a bug throws */
  step(input: StepInput<Config>): Outcome;
};

/** Identity with inference: the schema gives the config its type in every other field. */
export function defineNode<Config>(definition: NodeDefinition<Config>): NodeDefinition<Config> {
  return definition;
}
