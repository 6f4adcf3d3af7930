import sanitize from "sanitize-html";
import type { RenderScope } from "./render-scope";

const tags = [
  ...["a", "abbr", "b", "blockquote", "br", "center", "code", "del", "div", "em", "font", "h1", "h2", "h3", "h4", "hr"],
  ...["i", "img", "ins", "li", "ol", "p", "pre", "s", "small", "span", "strike", "strong", "sub", "sup"],
  ...["table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"],
];

const attributes: sanitize.IOptions["allowedAttributes"] = {
  "*": ["align", "valign", "bgcolor", "width", "height", "style", "title", "dir", "lang", "role"],
  a: ["href", "title"],
  img: ["src", "alt", "width", "height"],
  table: ["border", "cellpadding", "cellspacing"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan", "scope"],
  font: ["color", "face", "size"],
  ol: ["start"],
};

// No parentheses: no url(), no expression(). No backslash: nothing is spelled in escapes. What Liquid would fill in is not known here and not let in.
const plainValue = [/^[\w\s#%.,'!+/-]{1,200}$/, /^rgba?\([\d\s.,%]{1,40}\)$/];
const properties = [
  ...["background-color", "color", "font-family", "font-size", "font-style", "font-weight", "letter-spacing"],
  ...["line-height", "text-align", "text-decoration", "text-transform", "vertical-align", "white-space"],
  ...["border", "border-bottom", "border-collapse", "border-color", "border-left", "border-radius", "border-right"],
  ...["border-spacing", "border-style", "border-top", "border-width", "display", "height", "margin", "margin-bottom"],
  ...["margin-left", "margin-right", "margin-top", "max-width", "min-width", "padding", "padding-bottom"],
  ...["padding-left", "padding-right", "padding-top", "width"],
];

/**
 * An author's HTML without anything that acts: scripts, forms, frames, styles of the page, comments, handlers and addresses that are no
 * links are gone. Liquid in words and attributes stays and is escaped when it is filled; links are checked and tracked as everywhere.
 */
export function cleanHtml(html: string, scope: RenderScope): string {
  return sanitize(scope.text(html), {
    allowedTags: tags,
    allowedAttributes: attributes,
    allowedStyles: { "*": Object.fromEntries(properties.map((name) => [name, plainValue])) },
    disallowedTagsMode: "discard",
    // the addresses are our own tokens by now, see transformTags
    allowedSchemes: [],
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: withAddress(attribs, "href", scope.href, scope) }),
      img: (tagName, attribs) => ({ tagName, attribs: { alt: "", ...withAddress(attribs, "src", scope.src, scope) } }),
    },
  });
}

function withAddress(
  attribs: Record<string, string>,
  name: "href" | "src",
  make: (url: string) => string,
  scope: RenderScope,
): Record<string, string> {
  const { [name]: url, ...rest } = attribs;
  return url === undefined ? rest : { ...rest, [name]: make(scope.source(url)) };
}
