import type { Condition } from "@/lib/journey/condition";
import type { JsonObject } from "@/lib/journey/json";
import type { NodeType } from "@/lib/nodes/registry";

/**
 * One thing that a marketer does with a control, named as it is read there. Groups that hold the control stand before it:
 * "Rule 2 > Value" is the box "Value" in the group "Rule 2".
 * fill: types into a box. pick: searches a list and takes an entry. choose: takes an option of a short list. press: a button or a choice.
 * turn: a switch. rule: adds a rule of a kind to a condition.
 */
export type Act = readonly ["fill" | "pick" | "choose" | "rule", string, string] | readonly ["press" | "turn", string];

/** Something that happens to the case's people, in order. */
export type Moment =
  /** the person as PUT /subscribers writes them */
  | { person: string; is: JsonObject }
  /** an event as CDP SDKs send it; `context` goes along */
  | { event: string; by: string; with?: JsonObject; context?: JsonObject }
  | { page: string; by: string; with?: JsonObject }
  /** everybody listed is put in by the API */
  | { enroll: string; with?: JsonObject }
  | { members: string[]; of: string; are: "added" | "removed" }
  /** whoever has been written to opens, or clicks in, their latest mail */
  | { opens: string }
  | { clicks: string }
  /** allows pushes in a browser */
  | { allowsPush: string }
  /** an address goes on the suppression list */
  | { suppresses: string }
  | { advance: string }
  | { see: Record<string, Expected> }
  /** so many people a segment of the tested step's condition would have */
  | { holdsFor: number }
  /** how many people left the tested step by each exit, at least and at most */
  | { counts: Record<string, readonly [least: number, most: number]> };

/** What must be true of a person now. What is not given is not looked at. */
export type Expected = {
  /** runs in this journey */
  runs?: number;
  /** where the latest run stands, and until when: a prefix of the ISO time, "2026-03-03T09:00" */
  at?: string;
  until?: string;
  /** the exit by which the latest run left the tested step */
  left?: string;
  /** the steps of the latest run, in the order of their visits */
  path?: string[];
  /** why the tested step did not do its work */
  skipped?: string;
  state?: "active" | "completed" | "exited" | "failed";
  reason?: string | null;
  /** subjects of all mails, in order */
  mails?: string[];
  /** titles of all pushes, in order */
  pushes?: string[];
  attributes?: JsonObject;
  tags?: string[];
  /** names of manual segments the person is a member of */
  memberOf?: string[];
  /** names of their events, oldest first; only those that are listed are looked at */
  events?: { event: string; properties: JsonObject }[];
  /** open tasks about them */
  tasks?: { title: string; notes: string; overdue: boolean }[];
  /** every run left the tested step by the same exit */
  alwaysTheSameExit?: true;
};

type SketchNode = { id: string; type: NodeType; config?: JsonObject };
type SketchOf = { nodes: SketchNode[]; edges: string[] };

/**
 * One row of FEATURES as data: a step's configuration, what must come of it, and how it is entered in the browser. Ids of things
 * that exist only in a workspace are written as "@segment:Name" and "@journey:Name".
 */
export type CatalogueCase = {
  /** the rows it shows */
  ids: readonly string[];
  /** what it does, in words that follow the id: "N2 holds everybody for a while" */
  does: string;
  step: { type: NodeType; config: JsonObject };
  /** what the card says */
  sentence: string;
  settings?: JsonObject;
  segments?: { name: string; condition?: Condition }[];
  journeys?: (SketchOf & { name: string })[];
  /**
   * The journey, with the tested step under the id "step". Absent: it starts with the event "begin" (or is the trigger itself), and each
   * exit of the step leads to an exit that is named after it.
   */
  journey?: SketchOf;
  /** other than Monday 2 March 2026, 10:00 UTC */
  startAt?: string;
  story: readonly Moment[];
  acts: readonly Act[];
  /** true: entered by keyboard alone */
  byKeyboard?: boolean;
};

/** What is needed to enter a row in the browser. */
export type EnteredCase = Omit<CatalogueCase, "story" | "settings" | "startAt">;
