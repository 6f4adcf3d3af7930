import {
  type Emitter,
  type Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import { isEmptyValue } from "./filters";
import { lookUp } from "./look-up";
import type { PersonContext } from "./person-context";

const SOME = /^\s*("(?:[^"\\]|\\.)*")\s+(\d{1,3})\s+("(?:[^"\\]|\\.)*")\s*$/;

/** `{% some "event.items" 10 "image" %}…{% endsome %}`: written when one of the first items of a list has something there. */
export class SomeTag extends Tag {
  readonly path: string[];
  readonly limit: number;
  readonly key: string[];
  readonly templates: Template[] = [];

  constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remain, liquid);
    const match = SOME.exec(token.args);
    if (!match) throw new Error(`tag ${token.getText()} needs a quoted path, a number and a quoted path`);
    this.path = String(JSON.parse(match[1] ?? '""')).split(".");
    this.limit = Number(match[2]);
    this.key = String(JSON.parse(match[3] ?? '""')).split(".");
    const stream = parser
      .parseStream(remain)
      .on("tag:endsome", () => void stream.stop())
      .on("template", (template: Template) => void this.templates.push(template))
      .on("end", () => {
        throw new Error(`tag ${token.getText()} not closed`);
      });
    stream.start();
  }

  // biome-ignore lint/correctness/useYield: liquidjs asks for a generator, and everything here is known at once
  *children() {
    return this.templates;
  }

  holdsFor(context: PersonContext): boolean {
    context.countStep();
    const found = lookUp(context.person.values, this.path);
    return Array.isArray(found) && found.slice(0, this.limit).some((item) => !isEmptyValue(lookUp(item, this.key)));
  }

  *render(context: PersonContext, emitter: Emitter): Generator<unknown, void, unknown> {
    if (this.holdsFor(context)) yield this.liquid.renderer.renderTemplates(this.templates, context, emitter);
  }
}
