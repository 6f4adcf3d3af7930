import type { Story } from "./story";
import { replayedOf } from "./story";

/** One point in time of a story; going through time goes from one to the next. */
export type Moment = {
  at: string;
  node: string;
  visit: number;
  /** arrives: begins to wait · leaves: a wait is over · passes: comes and goes at once · happens: somebody did something */
  kind: "arrives" | "leaves" | "passes" | "happens";
  text: string;
};

/** Shorter than this a visit is one moment, not an arrival and a departure. */
const WAIT_MS = 1_000;

/** Everything that a story tells, in order of time. What happened stands before the departure it led to. */
export function momentsOf(story: Story): Moment[] {
  const steps = story.visits.flatMap((visit): Moment[] => {
    const { node_id: node, visit: number, entered_at, left_at, decision = "" } = visit;
    const base = { node, visit: number };
    if (left_at === null) return [{ ...base, at: entered_at, kind: "arrives", text: decision || "waits" }];
    if (Date.parse(left_at) - Date.parse(entered_at) < WAIT_MS)
      return [{ ...base, at: left_at, kind: "passes", text: decision }];
    return [
      { ...base, at: entered_at, kind: "arrives", text: "waits" },
      { ...base, at: left_at, kind: "leaves", text: decision },
    ];
  });
  const happenings = happeningsOf(story);
  const moments: Moment[] = [];
  for (const step of steps) {
    while (happenings[0] && isBefore(happenings[0].at, step)) place(moments, happenings.shift(), step);
    moments.push(step);
  }
  for (const left of happenings) place(moments, left, moments.at(-1));
  return moments;
}

type Happening = { at: string; text: string };

function isBefore(at: string, step: Moment): boolean {
  const [a, b] = [Date.parse(at), Date.parse(step.at)];
  return a < b || (a === b && step.kind === "leaves");
}

/** Stands at the step where the person was. */
function place(moments: Moment[], happening: Happening | undefined, next: Moment | undefined): void {
  const here = moments.at(-1) ?? next;
  if (happening && here) moments.push({ ...happening, node: here.node, visit: here.visit, kind: "happens" });
}

/** The events after the start and what became of the mails. A mail's own open and click are told once, as the mail's. */
function happeningsOf(story: Story): Happening[] {
  const events = story.happened
    .filter(({ at, event }) => at !== story.start_at && !("enrollment_id" in story && event.startsWith("email_")))
    .map(({ at, event }) => ({ at, text: `did “${event}”` }));
  const mails = story.messages.flatMap((message) =>
    (replayedOf(message)?.events ?? [])
      .filter(({ kind }) => kind !== "delivered")
      .map(({ kind, at, machine }) => ({
        at,
        text: `${kind} “${message.subject || "the mail"}”${machine ? " (a program)" : ""}`,
      })),
  );
  return [...events, ...mails].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A line of the list of moments: the places of its first and last one. A wait in which nothing happened is one line, from its begin to its end. */
export type MomentRow = { first: number; last: number };

/** The moments as lines, in their order. */
export function rowsOf(moments: readonly Moment[]): MomentRow[] {
  const rows: MomentRow[] = [];
  for (let place = 0; place < moments.length; place++) {
    const [moment, next] = [moments[place], moments[place + 1]];
    const quiet = moment?.kind === "arrives" && next?.kind === "leaves" && next.visit === moment.visit;
    rows.push({ first: place, last: quiet ? place + 1 : place });
    if (quiet) place++;
  }
  return rows;
}
