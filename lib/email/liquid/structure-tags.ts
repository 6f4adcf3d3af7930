import {
  type Emitter,
  type Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import { lookUp } from "./look-up";
import type { PersonContext } from "./person-context";

/** `{% show 3 %}…{% or 4 %}…{% or %}…{% endshow %}`: the first part whose rule holds for this person. Numbers name rules of the compiled mail. */
export class ShowTag extends Tag {
  readonly branches: { rule: number | undefined; templates: Template[] }[] = [];

  constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remain, liquid);
    this.branches.push({ rule: numberOf(token.args), templates: [] });
    const stream = parser
      .parseStream(remain)
      .on("tag:or", (tag: TagToken) => void this.branches.push({ rule: numberOf(tag.args), templates: [] }))
      .on("tag:endshow", () => void stream.stop())
      .on("template", (template: Template) => void this.branches.at(-1)?.templates.push(template))
      .on("end", () => {
        throw new Error(`tag ${token.getText()} not closed`);
      });
    stream.start();
  }

  *children() {
    return this.branches.flatMap(({ templates }) => templates);
  }

  *render(context: PersonContext, emitter: Emitter): Generator<unknown, void, unknown> {
    const chosen = this.branches.find(({ rule }) => rule === undefined || context.holds(rule));
    if (chosen) yield this.liquid.renderer.renderTemplates(chosen.templates, context, emitter);
  }
}

/** Digits, or nothing for "everybody else". */
function numberOf(args: string): number | undefined {
  const text = args.trim();
  if (text === "") return undefined;
  if (!/^\d{1,4}$/.test(text)) throw new Error("a rule is named by its number");
  return Number(text);
}

const EACH = /^\s*("(?:[^"\\]|\\.)*")\s+(\d{1,3})\s*$/;

/** `{% each "event.items" 10 %}…{% none %}…{% endeach %}`: for each of the first items of a list, which is then `item`. What is no list is none. */
export class EachTag extends Tag {
  readonly path: string[];
  readonly limit: number;
  readonly templates: Template[] = [];
  readonly noneTemplates: Template[] = [];

  constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remain, liquid);
    const match = EACH.exec(token.args);
    if (!match) throw new Error(`tag ${token.getText()} needs a quoted path and a number`);
    this.path = String(JSON.parse(match[1] ?? '""')).split(".");
    this.limit = Number(match[2]);
    let into = this.templates;
    const stream = parser
      .parseStream(remain)
      .on("tag:none", () => {
        into = this.noneTemplates;
      })
      .on("tag:endeach", () => void stream.stop())
      .on("template", (template: Template) => void into.push(template))
      .on("end", () => {
        throw new Error(`tag ${token.getText()} not closed`);
      });
    stream.start();
  }

  // biome-ignore lint/correctness/useYield: liquidjs asks for a generator, and everything here is known at once
  *children() {
    return [...this.templates, ...this.noneTemplates];
  }

  blockScope() {
    return ["item"];
  }

  itemsFor(context: PersonContext): unknown[] {
    const found = lookUp(context.person.values, this.path);
    return Array.isArray(found) ? found.slice(0, this.limit) : [];
  }

  *render(context: PersonContext, emitter: Emitter): Generator<unknown, void, unknown> {
    const items = this.itemsFor(context);
    if (items.length === 0) yield this.liquid.renderer.renderTemplates(this.noneTemplates, context, emitter);
    for (const item of items) {
      context.countStep();
      const restore = context.enter(item);
      yield this.liquid.renderer.renderTemplates(this.templates, context, emitter);
      restore();
    }
  }
}
