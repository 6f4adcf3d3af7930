import type { EmailProblem } from "./check-email";
import { liquidError } from "./liquid/liquid-error";
import { safeUrl } from "./liquid/safe-url";

const SHORTENERS = new Set([
  "bit.ly",
  "t.co",
  "goo.gl",
  "tinyurl.com",
  "ow.ly",
  "is.gd",
  "buff.ly",
  "rebrand.ly",
  "cutt.ly",
]);
const LOCAL =
  /^(localhost|127\.|10\.|192\.168\.|169\.254\.|0\.0\.0\.0$|\[)|\.(local|localhost|internal|test|invalid)$/i;
/** RFC 2606: names that stand for others, as in the mails that come with the product. */
const EXAMPLE = /(^|\.)(example\.(com|net|org)|example)$/i;
const ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
/** A public host: dotted labels, a top level of letters. */
const HOST = /^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(xn--[a-z0-9-]{1,59}|\p{L}{2,63})$/iu;
/** Personal data in an address ends up in the logs of every server on the way. */
const PERSONAL = /\{\{-?\s*(email|phone|last_name)\b/;

const hasLiquid = (value: string) => value.includes("{{") || value.includes("{%");

/** What is wrong with a link or an image's address as an author typed it. `what` begins the sentences. */
export function urlProblems(value: string, field: string, what: string, kind: "link" | "image"): EmailProblem[] {
  const error = (code: string, message: string): EmailProblem[] => [{ code, severity: "error", message, field }];
  const typed = value.trim();
  if (typed === "") return error("link_missing", `${what} leads nowhere yet`);
  if (typed.startsWith("#")) return error("link_missing", `${what} leads to “${typed}”, which is nowhere in a mail`);
  const broken = liquidError(typed);
  if (broken) return error("liquid", `${what}: ${broken}`);
  if (hasLiquid(typed)) return personal(typed, field, what);
  const safe = safeUrl(typed, kind);
  if (safe === undefined)
    return error(
      "link_invalid",
      `${what} needs an address that starts with https://${kind === "link" ? ", mailto: or tel:" : ""}`,
    );
  const url = new URL(safe);
  if (url.protocol === "mailto:" || url.protocol === "tel:") return [];
  if (!HOST.test(url.hostname) && !LOCAL.test(url.hostname) && !ADDRESS.test(url.hostname))
    return error("link_host", `${what} leads to “${url.hostname}”, which cannot be the name of a website`);
  return urlWarnings(url, field, what);
}

function urlWarnings(url: URL, field: string, what: string): EmailProblem[] {
  const warning = (code: string, message: string): EmailProblem => ({ code, severity: "warning", message, field });
  return [
    ...(url.protocol === "http:"
      ? [warning("link_insecure", `${what} is not encrypted: write https:// instead of http://`)]
      : []),
    ...(LOCAL.test(url.hostname)
      ? [warning("link_local", `${what} leads to ${url.hostname}, which only one machine or network knows`)]
      : []),
    ...(EXAMPLE.test(url.hostname)
      ? [warning("link_example", `${what} leads to ${url.hostname}, which stands for an address of your own`)]
      : []),
    ...(ADDRESS.test(url.hostname) && !LOCAL.test(url.hostname)
      ? [warning("link_unsafe", `${what} names a number instead of a website, which filters distrust`)]
      : []),
    ...(url.username || url.password
      ? [warning("link_unsafe", `${what} holds a name or a password that everybody on the way can read`)]
      : []),
    ...(SHORTENERS.has(url.hostname.replace(/^www\./, ""))
      ? [
          warning(
            "link_shortened",
            `${what} goes through ${url.hostname}; filters block shortened links, and clicks are counted anyway`,
          ),
        ]
      : []),
  ];
}

function personal(value: string, field: string, what: string): EmailProblem[] {
  const found = PERSONAL.exec(value)?.[1];
  if (!found || /^(mailto|tel):/i.test(value)) return [];
  const message = `${what} puts the person's ${found} into an address, where logs keep it; use {{ external_id }} or the signed_link filter`;
  return [{ code: "link_personal", severity: "warning", message, field }];
}
