import type { EmailProblem } from "./check-email";
import type { CompiledEmail, CompiledMail } from "./compiled-email";

const KB = 1_024;
const WARN_KB = 80;
/** Gmail shows no more of a mail's HTML. */
const STOP_KB = 102;
const TEXT_READABLE_MIN = 20;

const EACH = /\{% each "(?:[^"\\]|\\.)*" (\d{1,3}) %\}([\s\S]*?)\{% none %\}([\s\S]*?)\{% endeach %\}/g;
const SOME = /\{% (?:some "(?:[^"\\]|\\.)*" \d{1,3} "(?:[^"\\]|\\.)*"|endsome) %\}/g;
const INNERMOST_SHOW = /\{% show \d+ %\}((?:(?!\{% show )[\s\S])*?)\{% endshow %\}/g;

/** The HTML at its longest: every list as long as it may be, and of forms of a block the longest. */
export function longestHtml(html: string): string {
  let longest = html.replace(SOME, "").replace(EACH, (_, limit: string, item: string, none: string) => {
    const items = item.repeat(Number(limit));
    return items.length > none.length ? items : none;
  });
  for (let before = ""; before !== longest; ) {
    before = longest;
    longest = longest.replace(INNERMOST_SHOW, (_, inner: string) =>
      inner.split(/\{% or \d* ?%\}/).reduce((a, b) => (b.length > a.length ? b : a)),
    );
  }
  return longest;
}

/** What a link grows by when its clicks are counted (our address, the signature, its own in base64), less the tags that stand around it until then. */
const TRACKED_BYTES = 60;

/** Warns from 80 KB of HTML, stops at the 102 KB where Gmail cuts: of the mail as it goes out, with links that count clicks. */
export function sizeProblems(html: string, where = "The mail"): EmailProblem[] {
  const longest = longestHtml(html);
  const links = longest.split("{% href %}").length - 1;
  const bytes = new TextEncoder().encode(longest).length + links * TRACKED_BYTES;
  if (bytes < WARN_KB * KB) return [];
  const message = `${where}'s HTML has ${Math.round(bytes / KB)} KB with its lists at their longest; Gmail cuts mails at ${STOP_KB} KB`;
  return [{ code: "size", severity: bytes >= STOP_KB * KB ? "error" : "warning", message }];
}

/** The words of a text part without Liquid, addresses and the footer's link. */
const readable = (text: string) =>
  text
    .replace(/\{[%{][\s\S]*?[%}]\}/g, " ")
    .replace(/https?:\S+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

function textProblems({ text }: CompiledMail): EmailProblem[] {
  if (readable(text).length >= TEXT_READABLE_MIN) return [];
  const message = "The text part says next to nothing: people without pictures, and filters, get no words to read";
  return [{ code: "text_thin", severity: "warning", message }];
}

/** What only the drawn mail shows, in each of its languages: its size at its longest, and whether its text part can be read. */
export function compiledProblems(compiled: CompiledEmail): EmailProblem[] {
  const languages = Object.entries(compiled.locales ?? {});
  return [
    ...sizeProblems(compiled.html),
    ...languages.flatMap(([locale, mail]) => sizeProblems(mail.html, `The mail in “${locale}”`)),
    ...textProblems(compiled),
  ];
}
