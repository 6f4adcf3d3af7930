import type pg from "pg";
import { COUNT_USES, LOCK_USES } from "@/lib/db/trigger-uses.sql";
import type { Instant } from "@/lib/journey/facts";
import type { RefusalReason } from "@/lib/journey/refusal";
import { addDuration } from "@/lib/journey/time";
import type { TriggerControls } from "@/lib/nodes/trigger-controls";
import type { Candidate } from "./who-enters";

/** `more`: counted in this transaction and not yet written. */
type Use = {
  journeyId: string;
  node: string;
  subscriberId: string;
  entries: number;
  lastAt: Instant | null;
  more: number;
};

const EVERYBODY = "0";
const keyOf = (journeyId: string, node: string, subscriberId: string) => `${journeyId} ${node} ${subscriberId}`;

const limitsPerson = (c: TriggerControls) => c.cooldown !== undefined || c.max_entries_per_person !== undefined;

/** Whether a trigger's entries have to be counted at all. */
export function hasLimits(controls: TriggerControls): boolean {
  return limitsPerson(controls) || controls.max_entries !== undefined;
}

/**
 * How often the triggers of some candidates have let people in, for as long as the transaction holds the rows' locks. A maximum over
 * everybody is one row: entries by such a trigger come one transaction after the other.
 */
export class TriggerLimits {
  readonly #uses: ReadonlyMap<string, Use>;

  private constructor(uses: ReadonlyMap<string, Use>) {
    this.#uses = uses;
  }

  static async lock(
    client: pg.ClientBase,
    workspaceId: number,
    candidates: readonly Candidate[],
  ): Promise<TriggerLimits> {
    const uses = new Map<string, Use>();
    const want = (journeyId: string, node: string, subscriberId: string) =>
      uses.set(keyOf(journeyId, node, subscriberId), {
        journeyId,
        node,
        subscriberId,
        entries: 0,
        lastAt: null,
        more: 0,
      });
    for (const { route, subscriber } of candidates) {
      if (limitsPerson(route.controls)) want(route.journey.id, route.nodeId, subscriber.id);
      if (route.controls.max_entries !== undefined) want(route.journey.id, route.nodeId, EVERYBODY);
    }
    const wanted = [...uses.values()];
    const { rows } = await client.query<{
      journey_id: string;
      node: string;
      subscriber_id: string;
      entries: number;
      last_at: number | null;
    }>(LOCK_USES, [
      workspaceId,
      wanted.map((u) => u.journeyId),
      wanted.map((u) => u.node),
      wanted.map((u) => u.subscriberId),
    ]);
    for (const row of rows) {
      const use = uses.get(keyOf(row.journey_id, row.node, row.subscriber_id));
      if (use) Object.assign(use, { entries: row.entries, lastAt: row.last_at });
    }
    return new TriggerLimits(uses);
  }

  /** The same counts, to try out who would fit. */
  copy(): TriggerLimits {
    return new TriggerLimits(new Map([...this.#uses].map(([key, use]) => [key, { ...use }])));
  }

  /** Counts the entry, or says which limit stands against it. */
  take({ route, subscriber, trigger }: Candidate): RefusalReason | undefined {
    const { controls, journey, nodeId } = route;
    const own = this.#uses.get(keyOf(journey.id, nodeId, subscriber.id));
    const all = this.#uses.get(keyOf(journey.id, nodeId, EVERYBODY));
    const { cooldown, max_entries, max_entries_per_person } = controls;
    if (own && cooldown !== undefined && own.lastAt !== null && trigger.at < addDuration(own.lastAt, cooldown, "UTC"))
      return "cooling_down";
    if (own && own.entries + own.more >= (max_entries_per_person ?? Number.POSITIVE_INFINITY)) return "person_limit";
    if (all && all.entries + all.more >= (max_entries ?? Number.POSITIVE_INFINITY)) return "total_limit";
    for (const use of [own, all]) {
      if (!use) continue;
      use.more += 1;
      use.lastAt = trigger.at;
    }
    return undefined;
  }

  /** Writes what was counted. */
  async write(client: pg.ClientBase): Promise<void> {
    const counted = [...this.#uses.values()].filter(({ more }) => more > 0);
    if (counted.length === 0) return;
    await client.query(COUNT_USES, [
      counted.map((u) => u.journeyId),
      counted.map((u) => u.node),
      counted.map((u) => u.subscriberId),
      counted.map((u) => u.more),
      counted.map((u) => (u.lastAt ?? 0) / 1_000),
    ]);
  }
}
