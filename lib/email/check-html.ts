import type { EmailProblem } from "./check-email";
import { urlProblems } from "./check-url";

const TAG = /<(a|img)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;

/** The value of an attribute as it is written; undefined: it is not there. */
function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "i").exec(attributes);
  return found ? (found[1] ?? found[2] ?? found[3] ?? "").replaceAll("&amp;", "&") : undefined;
}

function tagProblems(tag: string, attributes: string): EmailProblem[] {
  if (tag === "a") {
    const href = attributeOf(attributes, "href");
    return href === undefined ? [] : urlProblems(href, "html", "A link in the HTML", "link");
  }
  const missing: EmailProblem[] =
    attributeOf(attributes, "alt") === undefined
      ? [
          {
            code: "alt_missing",
            severity: "warning",
            message: 'An image in the HTML has no alt="…" for people who do not see it',
            field: "html",
          },
        ]
      : [];
  return [...missing, ...urlProblems(attributeOf(attributes, "src") ?? "", "html", "An image in the HTML", "image")];
}

/** Links and images of an author's HTML: warnings, for what cannot stand in a mail is taken out of it and the rest goes out. Each once. */
export function htmlProblems(html: string): EmailProblem[] {
  const found = new Map<string, EmailProblem>();
  for (const [, tag = "", attributes = ""] of html.matchAll(TAG))
    for (const problem of tagProblems(tag.toLowerCase(), attributes))
      found.set(problem.message, { ...problem, severity: "warning" });
  return [...found.values()];
}
