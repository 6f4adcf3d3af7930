import { escapeHtml } from "./liquid/escape";

/** Noncharacters: no text holds them, so nothing else can look like a mark. */
const OPEN = "\uFDD2";
const CLOSE = "\uFDD3";
/** A mark, or a place where nothing can be outlined: a tag with its attributes, the head's title and styles. */
const MARKS_AND_TAGS = /<(title|style)\b[\s\S]*?<\/\1>|<[^>]*>|\uFDD2([^\uFDD3]*)\uFDD3/g;
const MARKS = /\uFDD2[^\uFDD3]*\uFDD3/g;

/** What stands in a preview's HTML where a variable was empty. */
export function missingMark(path: string): string {
  return `${OPEN}${path}${CLOSE}`;
}

/** The HTML with its marks drawn: the variable's name in an outline where text stands, nothing inside tags. `data-missing` names the path. */
export function outlineMissing(html: string): string {
  return html.replace(MARKS_AND_TAGS, (found, _tag, path: string | undefined) => {
    if (path === undefined) return found.replace(MARKS, "");
    const name = escapeHtml(path);
    return `<span data-missing="${name}" style="outline:2px dashed #b45309;outline-offset:1px;border-radius:3px;padding:0 3px;background:#fef3c7;color:#78350f;cursor:pointer">${name}</span>`;
  });
}
