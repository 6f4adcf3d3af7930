import { Context, type Liquid } from "liquidjs";
import type { Json } from "@/lib/journey/json";
import { missingMark } from "../mark-missing";
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
  /** adds to an address of the sender's own who comes by it, signed */
  signLink?: (url: string) => string;
  /** the discount code that was taken for this message */
  code?: string;
};

/** One fill: the person, their links, the budget, and what turned out to be missing. */
export class PersonContext extends Context {
  readonly person: TemplateContext;
  readonly links: MessageLinks | undefined;
  readonly missing: Set<string>;
  /** a variable that is empty leaves its mark (mark-missing.ts) in the HTML, for previews */
  marksMissing = false;
  /** whether a rule of the mail, named by its number, holds for this person */
  readonly holds: (rule: number) => boolean;
  private steps = 0;

  constructor(
    liquid: Liquid,
    person: TemplateContext,
    links: MessageLinks | undefined,
    missing: Set<string>,
    holds: (rule: number) => boolean = () => false,
  ) {
    super(person.values, liquid.options, { sync: true, ownPropertyOnly: true, memoryLimit: MEMORY_MAX }, { liquid });
    this.person = person;
    this.links = links;
    this.missing = missing;
    this.holds = holds;
    // liquidjs asks its time limit before every node it renders: the same place, counting instead.
    this.renderLimit.check = () => this.countStep();
  }

  /** One step of the budget: a node that liquidjs renders, or an item of a list. */
  countStep(): void {
    this.steps += 1;
    if (this.steps > STEPS_MAX) throw new Error(`the template runs longer than ${STEPS_MAX} steps`);
  }

  /** Notes a variable that is empty and has no fallback; gives what stands in its place: its mark in a preview, else `text` (`false` is written). */
  lacks(name: string, place: "html" | "plain", text: string): string {
    this.missing.add(name);
    return this.marksMissing && place === "html" && text.trim() === "" ? missingMark(name) : text;
  }

  /** Goes into an item of a list, which is `item` until what is returned is called. */
  enter(item: unknown): () => void {
    const { values } = this.person;
    const before = values.item;
    // What is in a list of a person's data is JSON, as everything there.
    values.item = item as Json;
    return () => {
      if (before === undefined) delete values.item;
      else values.item = before;
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
