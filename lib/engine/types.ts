import type { FactRequest, Facts, Instant, RunData } from "@/lib/journey/facts";
import type { Graph } from "@/lib/journey/graph";
import type { Effect, Wake, WalkStep } from "@/lib/journey/outcome";
import type { JourneySettings } from "@/lib/journey/settings";
import type { NodeDefinition } from "@/lib/nodes/define-node";

/**
 * The engine in four words: **version** (an immutable graph, compiled once), **position** (where one run stands),
 * **facts** (all it may look at) and **walk** (what happened until it waits again or ends). `advance` is pure: no I/O, no clock
 * and no chance of its own; it describes effects and performs none.
 */

/** Where one run stands. Nodes are ids here; hot rows hold their index in version.graph.nodes. */
export type Position = {
  node: string;
  visit: number;
  /** false: about to enter `node`; true: standing in it, waiting */
  arrived: boolean;
  arrived_at: Instant;
  due_at: Instant | "forever";
  wakes: Wake[];
};

export type PlannedEffect = { node: string; visit: number; at: Instant; effect: Effect };

export type Walk =
  | {
      kind: "waits";
      position: { node: string; visit: number; arrived_at: Instant; due_at: Instant | "forever" };
      /** event names and "$change" to register in awaited_events (node's own and goals') */
      listen: readonly string[];
      steps: WalkStep[];
      effects: PlannedEffect[];
      run: RunData;
      runChanged: boolean;
    }
  | {
      kind: "ends";
      state: "completed" | "exited" | "failed";
      reason: string;
      at: Instant;
      node: string;
      steps: WalkStep[];
      effects: PlannedEffect[];
      run: RunData;
      runChanged: boolean;
    }
  | { kind: "needs"; facts: FactRequest[] };

/** A version ready to walk: configs parsed, edges indexed. Made once per version by compileGraph and cached. */
export type CompiledGraph = {
  graph: Graph;
  settings: JourneySettings;
  node: (id: string) => CompiledNode;
  /** index in graph.nodes ↔ id, for hot rows */
  indexOf: (id: string) => number;
  idAt: (index: number) => string;
  triggers: CompiledNode[];
  goals: CompiledGoal[];
  /** event waits, goals or writes to the subscriber somewhere: the claim locks the subscriber row */
  locksSubscriber: boolean;
  /** events and "$change" that everyone inside listens to (goals, exit_when) */
  listensWhileInside: string[];
  /** the part of it that is due to exit_when */
  exitListens: string[];
  /** nodes whose visits are counted in the run */
  countedVisits: ReadonlySet<string> | "all";
  /** some step, rule or template names scores or the like: that fact is fetched before the walk, because templates cannot ask */
  asksStanding: boolean;
};

/** A node that draws people from upstream. */
export type CompiledGoal = { node: CompiledNode; upstream: ReadonlySet<string>; listens: string[] };

export type CompiledNode = {
  id: string;
  type: string;
  index: number;
  definition: NodeDefinition;
  /** parsed by the definition's schema */
  config: unknown;
  /** port → node id; a port without an edge ends the run as completed */
  next: ReadonlyMap<string, string>;
};

export type { Facts };

/** Steps without a wait before a run is stopped as failed (RELIABILITY promise 14). */
export const STEPS_WITHOUT_WAIT_MAX = 100;
