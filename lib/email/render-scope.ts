import type { Condition } from "@/lib/journey/condition";
import type { Block } from "./blocks/registry";
import type { Brand } from "./brand";
import { isRightToLeft } from "./is-right-to-left";
import { withoutControls } from "./liquid/escape";
import { liquidError } from "./liquid/liquid-error";
import { liquidPath } from "./liquid/liquid-path";
import { quoteLiquid } from "./liquid/quote-liquid";
import { literalLiquid, splitLiquid } from "./liquid/split-liquid";
import { COLUMN_WIDTH, type MailStyle } from "./mail-style";
import type { Align } from "./rich-text";
import { noSharedBlocks, type SharedBlocks } from "./shared-blocks";

/**
 * Dynamic values travel through React and the text converter as tokens: a number between two Unicode noncharacters, which
 * nothing escapes, upper-cases or breaks. Afterwards each is replaced by the Liquid for where it stands. Author's text never holds the
 * delimiters (they are not characters of any text) and never a brace (each becomes a token), so that nothing but tokens can be Liquid.
 */
const OPEN = "\uFDD0";
const CLOSE = "\uFDD1";
const TOKENS = new RegExp(`${OPEN}(\\d+)${CLOSE}`, "g");
const DELIMITERS = new RegExp(`[${OPEN}${CLOSE}]`, "g");

type Slot = { html: string; text: string };

/** What the renderers of blocks work with: looks, sender, and the one way to put author's text into the page. */
export type RenderScope = {
  style: MailStyle;
  brand: Brand;
  /** px of the place that a block stands in */
  width: number;
  /** where text begins and ends in the mail's language: "left" is where one begins to read */
  align: (align: Align) => Align;
  /** Text for content or an attribute. Broken Liquid stays as it was typed; checkEmail tells the author. */
  text: (value: string) => string;
  /** Text that is a piece of a template which is sound as a whole (rich text's nodes). */
  pieces: (value: string) => string;
  /** Text in which nothing is Liquid. */
  literal: (value: string) => string;
  /** A link for href: checked and tracked when it is filled. Hidden in the text part where the words are the address already. */
  href: (value: string, options?: LinkOptions) => string;
  /** An image's address for src. */
  src: (value: string) => string;
  /** A variable with its fallback. */
  variable: (path: string, fallback: string) => string;
  openPixel: () => string;
  /** what follows up to orShow or endShow is for those who match */
  show: (when: Condition) => string;
  /** what follows is for those whom nothing before it was for, and who match; without a rule: for all the rest of them */
  orShow: (when?: Condition) => string;
  endShow: () => string;
  /** what follows up to `otherwise` is written once for each item of a list, as `item`; then what is written when there is none */
  each: (path: string, limit: number) => string;
  otherwise: () => string;
  endEach: () => string;
  /** what follows up to endSome is written where one of a list's first items has something at `key` */
  some: (path: string, limit: number, key: string) => string;
  endSome: () => string;
  /** what follows up to endUnless is written where the variable has something */
  unlessBlank: (path: string) => string;
  endUnless: () => string;
  /** what follows up to orElse is written where the variable has nothing, then up to endIf what is written elsewhere */
  ifBlank: (path: string) => string;
  orElse: () => string;
  endIf: () => string;
  /** the blocks of a reusable block; none when it is not there */
  shared: (id: string) => Block[];
  /** what an author typed, from text in which it has become tokens */
  source: (tokens: string) => string;
};

type LinkOptions = { hiddenInText?: boolean };

export class SlotTable {
  private readonly slots: Slot[] = [];
  /** the rules that the mail's `{% show n %}` name by number */
  readonly conditions: Condition[] = [];

  token(slot: Slot): string {
    return `${OPEN}${this.slots.push(slot) - 1}${CLOSE}`;
  }

  /** Rendered HTML with Liquid in place of the tokens. */
  html(rendered: string): string {
    return rendered.replace(TOKENS, (_, i) => this.slots[Number(i)]?.html ?? "");
  }

  /** Converted text with Liquid in place of the tokens. */
  plain(converted: string): string {
    return converted.replace(TOKENS, (_, i) => this.slots[Number(i)]?.text ?? "");
  }
}

/** Author's words without what no mail may carry; braces become tokens. */
function words(value: string, slots: SlotTable): string {
  const clean = withoutControls(value).replace(DELIMITERS, "");
  return clean.replaceAll("{", () => slots.token({ html: "&#123;", text: literalLiquid("{") }));
}

/** The source as sound Liquid: itself, or printed back as it was typed when it does not parse. */
export function soundLiquid(value: string): string {
  return liquidError(value) === undefined ? value : literalLiquid(value);
}

export function renderScope(
  slots: SlotTable,
  style: MailStyle,
  brand: Brand,
  shared: SharedBlocks = noSharedBlocks,
  locale = "en",
): RenderScope {
  const mirrored: Record<Align, Align> = { left: "right", center: "center", right: "left" };
  const turned = isRightToLeft(locale);
  const literal = (value: string) => words(value, slots);
  const pieces = (value: string) => {
    const parts = splitLiquid(value);
    if (!parts) return literal(value);
    return parts
      .map((piece) =>
        piece.kind === "text" ? words(piece.source, slots) : slots.token({ html: piece.source, text: piece.source }),
      )
      .join("");
  };
  const text = (value: string) => (liquidError(value) === undefined ? pieces(value) : literal(value));
  const both = (liquid: string) => slots.token({ html: liquid, text: liquid });
  const numberOf = (when: Condition) => slots.conditions.push(when) - 1;
  const url = (tag: "href" | "src", value: string, { hiddenInText = false }: LinkOptions = {}) => {
    const clean = withoutControls(value).replace(DELIMITERS, "").trim();
    const liquid = `{% ${tag} %}${soundLiquid(clean)}{% end${tag} %}`;
    return slots.token({ html: liquid, text: hiddenInText ? "" : liquid });
  };
  return {
    style,
    brand,
    width: COLUMN_WIDTH,
    align: (align) => (turned ? mirrored[align] : align),
    text,
    pieces,
    literal,
    href: (value, options) => url("href", value, options),
    src: (value) => url("src", value),
    variable: (path, fallback) => {
      const name = liquidPath(path);
      const liquid = fallback === "" ? `{{ ${name} }}` : `{{ ${name} | default: ${quoteLiquid(fallback)} }}`;
      return both(liquid);
    },
    openPixel: () => slots.token({ html: "{% open_pixel %}", text: "" }),
    show: (when) => both(`{% show ${numberOf(when)} %}`),
    orShow: (when) => both(when ? `{% or ${numberOf(when)} %}` : "{% or %}"),
    endShow: () => both("{% endshow %}"),
    each: (path, limit) => both(`{% each ${quoteLiquid(path)} ${limit} %}`),
    otherwise: () => both("{% none %}"),
    endEach: () => both("{% endeach %}"),
    some: (path, limit, key) => both(`{% some ${quoteLiquid(path)} ${limit} ${quoteLiquid(key)} %}`),
    endSome: () => both("{% endsome %}"),
    unlessBlank: (path) => both(`{% unless ${liquidPath(path)} == blank %}`),
    endUnless: () => both("{% endunless %}"),
    ifBlank: (path) => both(`{% if ${liquidPath(path)} == blank %}`),
    orElse: () => both("{% else %}"),
    endIf: () => both("{% endif %}"),
    shared: (id) => shared.get(id)?.blocks ?? [],
    source: (tokens) => slots.plain(tokens),
  };
}
