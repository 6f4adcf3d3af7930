import { pool } from "@/lib/db/pool";
import type { Instant } from "@/lib/journey/facts";
import { readEngagedSend, recordEngagement } from "../record-engagement";
import { unsubscribe } from "../unsubscribe";
import type { Chance } from "./chance";
import type { SamplePerson } from "./people";

type Reaction = { sendId: string; at: Instant; kind: "opened" | "clicked" | "unsubscribed" };

const HOUR_MS = 3_600_000;

/** How the sample people answer their mail: some open within two days, some of those click, a few leave. */
export class Reactions {
  readonly #luck: Chance;
  readonly #people: ReadonlyMap<string, SamplePerson>;
  #pending: Reaction[] = [];
  #seenUntil: Date;

  constructor(people: readonly SamplePerson[], luck: Chance, from: Instant) {
    this.#people = new Map(people.map((person) => [person.externalId, person]));
    this.#luck = luck;
    this.#seenUntil = new Date(from);
  }

  /** Looks at the mails that went out since the last look and decides what will be done with each. */
  async plan(workspaceId: number, until: Instant): Promise<void> {
    const { rows } = await pool().query<{ id: string; sent_at: Date; external_id: string }>(
      `select d.id, d.sent_at, s.external_id from sends d join subscribers s on s.id = d.subscriber_id
       where d.workspace_id = $1 and d.channel = 'email' and d.status = 'sent' and d.sent_at > $2 and d.sent_at <= $3
       order by d.sent_at, d.id`,
      [workspaceId, this.#seenUntil, new Date(until)],
    );
    this.#seenUntil = new Date(until);
    for (const { id, sent_at, external_id } of rows) {
      const person = this.#people.get(external_id);
      if (person) this.#planFor(id, sent_at.getTime(), person);
    }
  }

  #planFor(sendId: string, sentAt: Instant, person: SamplePerson): void {
    const luck = this.#luck;
    if (!luck.happens(person.opens)) return;
    const opened = sentAt + Math.round(HOUR_MS * (0.2 + 30 * luck.next() ** 3));
    this.#pending.push({ sendId, at: opened, kind: "opened" });
    if (luck.happens(person.clicks)) this.#pending.push({ sendId, at: opened + 60_000, kind: "clicked" });
    else if (luck.happens(0.012)) this.#pending.push({ sendId, at: opened + 90_000, kind: "unsubscribed" });
  }

  /** Does what is due by now. */
  async act(now: Instant): Promise<void> {
    const due = this.#pending.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    this.#pending = this.#pending.filter(({ at }) => at > now);
    for (const { sendId, kind } of due) {
      const send = await readEngagedSend(sendId);
      if (!send) continue;
      if (kind === "unsubscribed") await unsubscribe(send);
      else if (kind === "opened") await recordEngagement(send, { kind }, false);
      else await recordEngagement(send, { kind, url: "https://shop.example.com/" }, false);
    }
  }
}
