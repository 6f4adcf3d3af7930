import { Context, type Liquid } from "liquidjs";
import type { TemplateContext } from "../template-context";

/** Nodes rendered by one fill, loops included. Counted, not timed: a busy machine must not lose anybody's mail. */
export const STEPS_MAX = 20_000;
/** Characters and array elements that one fill may create. */
export const MEMORY_MAX = 2_000_000;
/** Characters of one output. */
export const OUTPUT_MAX = 1_000_000;

/** Where the links of one message go. */
export type MessageLinks = {
  unsubscribeUrl: string;
  openPixelUrl?: string;
  /** rewrites a link so that its click is recorded; never asked for mailto, tel or the unsubscribe link */
  trackLink?: (url: string) => string;
};

/** One fill: the person, their links, the budget, and what turned out to be missing. */
export class PersonContext extends Context {
  readonly person: TemplateContext;
  readonly links: MessageLinks | undefined;
  readonly missing: Set<string>;

  constructor(liquid: Liquid, person: TemplateContext, links: MessageLinks | undefined, missing: Set<string>) {
    super(person.values, liquid.options, { sync: true, ownPropertyOnly: true, memoryLimit: MEMORY_MAX }, { liquid });
    this.person = person;
    this.links = links;
    this.missing = missing;
    let steps = 0;
    // liquidjs asks its time limit before every node it renders: the same place, counting instead.
    this.renderLimit.check = () => {
      steps += 1;
      if (steps > STEPS_MAX) throw new Error(`the template runs longer than ${STEPS_MAX} steps`);
    };
  }
}

/** Collects output and stops a template that writes without end (captures that double are not counted by liquidjs). */
export class BoundedEmitter {
  buffer = "";

  write(value: unknown): void {
    if (value === undefined || value === null) return;
    this.buffer += typeof value === "string" ? value : String(value);
    if (this.buffer.length > OUTPUT_MAX) throw new Error(`the result is longer than ${OUTPUT_MAX} characters`);
  }
}
