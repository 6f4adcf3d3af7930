import {
  Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
  TypeGuards,
  toValueSync,
} from "liquidjs";
import { escapeHtml, withoutControls } from "./escape";
import { installFilters } from "./filters";
import { BoundedEmitter, type PersonContext } from "./person-context";
import { safeUrl } from "./safe-url";
import { SomeTag } from "./some-tag";
import { EachTag, ShowTag } from "./structure-tags";
import { textOf } from "./text-of";

/** Where the output of a template stands, and so how values are escaped in it. */
export type Place = "html" | "plain";

/** Control flow and assignment. Nothing that reads files, prints unescaped, or keeps counters beside the template. */
const allowedTags = ["if", "unless", "case", "for", "assign", "comment", "#", "break", "continue"];

/** Characters of one template: a document is bounded far below this, so it stops what does not come from one. */
const PARSE_MAX = 2_000_000;

export function writeValue(value: unknown, place: Place): string {
  const text = withoutControls(textOf(value));
  return place === "html" ? escapeHtml(text) : text;
}

/** A block tag whose inner source is parsed as plain text, whatever stands around it. */
abstract class PlainBlockTag extends Tag {
  readonly inner: Template[] = [];

  constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, _parser: Parser) {
    super(token, remain, liquid);
    const end = `end${token.name}`;
    let source = "";
    for (;;) {
      const next = remain.shift();
      if (!next) throw new Error(`tag ${token.getText()} not closed`);
      if (TypeGuards.isTagToken(next) && next.name === end) break;
      source += next.getText();
    }
    this.inner.push(...engine("plain").parse(source));
  }

  // biome-ignore lint/correctness/useYield: liquidjs asks for a generator, and everything here is known at once
  *children() {
    return this.inner;
  }

  *render(context: PersonContext, emitter: { write: (value: string) => void }) {
    const plain = new BoundedEmitter();
    yield this.liquid.renderer.renderTemplates(this.inner, context, plain);
    emitter.write(this.finish(plain.buffer, context));
  }

  abstract finish(value: string, context: PersonContext): string;
}

/** A link: checked, tracked, escaped for its place. One that may not stand in a mail leads nowhere and is reported missing. */
export class HrefTag extends PlainBlockTag {
  finish(value: string, context: PersonContext): string {
    const url = safeUrl(value, "link");
    const links = context.links;
    const html = placeOf(this.liquid) === "html";
    if (url === undefined) {
      if (value.trim() !== "") context.missing.add(`link: ${value.trim().slice(0, 100)}`);
      return html ? "#" : "";
    }
    const own = links === undefined || url === links.unsubscribeUrl || !/^https?:/i.test(url);
    const tracked = own || !links.trackLink ? url : links.trackLink(url);
    return html ? escapeHtml(tracked) : tracked;
  }
}

export class SrcTag extends PlainBlockTag {
  finish(value: string): string {
    const url = safeUrl(value, "image") ?? "";
    return placeOf(this.liquid) === "html" ? escapeHtml(url) : url;
  }
}

class OpenPixelTag extends Tag {
  render(context: PersonContext, emitter: { write: (value: string) => void }): void {
    const url = context.links?.openPixelUrl;
    if (url === undefined || placeOf(this.liquid) !== "html") return;
    emitter.write(
      `<img src="${escapeHtml(url)}" width="1" height="1" alt="" style="display:block;border:0;width:1px;height:1px" />`,
    );
  }
}

/** `{% capture name %}`: the standard one, with the length of what it captures bounded and counted. */
class BoundedCaptureTag extends Tag {
  readonly variable: string;
  readonly templates: Template[] = [];

  constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remain, liquid);
    this.variable = this.tokenizer.readIdentifier().content;
    if (!this.variable) throw new Error("invalid capture name");
    for (;;) {
      const next = remain.shift();
      if (!next) throw new Error(`tag ${token.getText()} not closed`);
      if (TypeGuards.isTagToken(next) && next.name === "endcapture") break;
      this.templates.push(parser.parseToken(next, remain));
    }
  }

  // biome-ignore lint/correctness/useYield: liquidjs asks for a generator, and everything here is known at once
  *children() {
    return this.templates;
  }

  *render(context: PersonContext) {
    const captured = new BoundedEmitter();
    // a mark in what is captured would be read by the template's own conditions
    const marks = context.marksMissing;
    context.marksMissing = false;
    yield this.liquid.renderer.renderTemplates(this.templates, context, captured);
    context.marksMissing = marks;
    context.memoryLimit.use(captured.buffer.length);
    Object.assign(context.bottom(), { [this.variable]: captured.buffer });
  }
}

const places = new WeakMap<Liquid, Place>();
const placeOf = (liquid: Liquid): Place => places.get(liquid) ?? "html";

function makeEngine(place: Place): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    parseLimit: PARSE_MAX,
    memoryLimit: PARSE_MAX,
    dynamicPartials: false,
    locale: "en-US",
    timezoneOffset: 0,
    // No file is ever read: the tags that would are gone, and this is the second lock.
    templates: {},
    outputEscape: (value) => writeValue(value, place),
  });
  places.set(liquid, place);
  for (const name of Object.keys(liquid.tags)) if (!allowedTags.includes(name)) delete liquid.tags[name];
  liquid.registerTag("capture", BoundedCaptureTag);
  liquid.registerTag("href", HrefTag);
  liquid.registerTag("src", SrcTag);
  liquid.registerTag("open_pixel", OpenPixelTag);
  liquid.registerTag("show", ShowTag);
  liquid.registerTag("each", EachTag);
  liquid.registerTag("some", SomeTag);
  installFilters(liquid);
  return liquid;
}

const engines = new Map<Place, Liquid>();

/** The process's engine for a place. */
export function engine(place: Place): Liquid {
  const known = engines.get(place);
  if (known) return known;
  const made = makeEngine(place);
  engines.set(place, made);
  return made;
}

/** Renders nodes within the budget of `context`. Throws what the template did wrong. */
export function renderNodes(nodes: Template[], context: PersonContext, place: Place): string {
  const emitter = new BoundedEmitter();
  toValueSync(engine(place).renderer.renderTemplates(nodes, context, emitter));
  return emitter.buffer;
}
