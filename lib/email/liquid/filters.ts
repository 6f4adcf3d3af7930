import { filters as builtIn, type Liquid } from "liquidjs";
import { isLocalText, parseInstant } from "@/lib/journey/parse-instant";
import { PersonContext } from "./person-context";
import { textOf } from "./text-of";

type FilterThis = { context: { memoryLimit: { use: (n: number) => void } } };
type Handler = (this: unknown, value: unknown, ...args: unknown[]) => unknown;

/** Everything of the standard language but: raw HTML, randomness, the system's clock and filters that run expressions. */
const allowed = [
  "abs at_least at_most ceil divided_by floor minus modulo plus round times",
  "append capitalize downcase escape escape_once lstrip normalize_whitespace number_of_words prepend remove remove_first remove_last",
  "replace replace_first replace_last rstrip slice split strip strip_html strip_newlines truncate truncatewords upcase",
  "url_decode url_encode cgi_escape uri_escape slugify",
  "compact concat first join last map reverse size sort sort_natural sum uniq where reject find",
  "json array_to_sentence_string",
].flatMap((line) => line.split(" "));

const dateFormats: Record<string, Intl.DateTimeFormatOptions> = {
  short: { dateStyle: "short" },
  medium: { dateStyle: "medium" },
  long: { dateStyle: "long" },
  full: { dateStyle: "full" },
  time: { timeStyle: "short" },
  datetime: { dateStyle: "medium", timeStyle: "short" },
};

const formatters = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const known = formatters.get(key);
  if (known) return known as T;
  const made = make();
  if (formatters.size > 500) formatters.clear();
  formatters.set(key, made);
  return made;
}

const person = (self: unknown) => {
  const context = (self as { context?: unknown }).context;
  return context instanceof PersonContext ? context.person : undefined;
};

/** Numbers beyond this many seconds (year 5138) are milliseconds. */
const SECONDS_MAX = 1e11;

/** `local`: the text names a place on the clock of whoever reads it, as in the steps that wait for a date. */
function instantOf(value: unknown, now: number): { at: Date; local: boolean } | undefined {
  if (value === "now" || value === "today") return { at: new Date(now), local: false };
  const local = typeof value === "string" && isLocalText(value);
  const digits = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  const at =
    typeof digits === "number"
      ? new Date(Math.abs(digits) > SECONDS_MAX ? digits : digits * 1_000)
      : typeof digits === "string"
        ? new Date(parseInstant(digits) ?? digits)
        : undefined;
  return at && !Number.isNaN(at.getTime()) ? { at, local } : undefined;
}

/**
 * `date: "%-d %B"` (strftime) or `date: "long"` (short, medium, long, full, time, datetime): in the person's zone and language. A bare day is
 * that day everywhere, and a time without a zone that time.
 */
const date: Handler = function (value, format) {
  const who = person(this);
  const found = instantOf(value, who?.now ?? 0);
  if (!found || !who) return value;
  const zone = found.local ? "UTC" : who.timezone;
  const name = format === undefined || format === null ? "long" : String(format);
  const named = Object.hasOwn(dateFormats, name) ? dateFormats[name] : undefined;
  if (named) {
    const make = () => new Intl.DateTimeFormat(who.locale, { ...named, timeZone: zone });
    return cached(`d ${who.locale} ${zone} ${name}`, make).format(found.at);
  }
  const standard = builtIn.date;
  if (typeof standard !== "function") return value;
  const context = Object.create((this as { context: object }).context, {
    opts: { value: { ...(this as { context: { opts: object } }).context.opts, locale: who.locale } },
  });
  return standard.call({ ...(this as { liquid: Liquid; token: never }), context }, found.at, name, zone);
};

/** `money: "EUR"`: an amount in whole units, written the way the person's locale writes it. Not a number: as it is. */
const money: Handler = function (value, currency) {
  const amount = typeof value === "number" ? value : Number(String(value ?? "").trim() || Number.NaN);
  if (!Number.isFinite(amount)) return value;
  const code = /^[A-Za-z]{3}$/.test(String(currency)) ? String(currency).toUpperCase() : "USD";
  const locale = person(this)?.locale ?? "en-US";
  const make = () => new Intl.NumberFormat(locale, { style: "currency", currency: code });
  return cached(`m ${locale} ${code}`, make).format(amount);
};

/** `number: 2`: grouped the way the person's locale groups, with so many decimals. */
const number: Handler = function (value, decimals) {
  const amount = typeof value === "number" ? value : Number(String(value ?? "").trim() || Number.NaN);
  if (!Number.isFinite(amount)) return value;
  const places = typeof decimals === "number" && decimals >= 0 && decimals <= 20 ? Math.floor(decimals) : undefined;
  const locale = person(this)?.locale ?? "en-US";
  const options = { minimumFractionDigits: places, maximumFractionDigits: places ?? 3 };
  return cached(`n ${locale} ${places}`, () => new Intl.NumberFormat(locale, options)).format(amount);
};

/** True for what a reader would call empty: nothing, false, "", blanks, an empty list. */
export function isEmptyValue(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

const fallback: Handler = (value, otherwise) => (isEmptyValue(value) ? otherwise : value);

/** `signed_link`: an address of the sender's shop that says, signed, who comes by it. Where nothing is sent it stays as it is. */
const signedLink: Handler = function (value) {
  const { context } = this as { context?: unknown };
  const sign = context instanceof PersonContext ? context.links?.signLink : undefined;
  return sign && typeof value === "string" ? sign(value) : value;
};

/** `json_text`: as it stands between the quotes of a JSON string. What fillJson writes into templates. */
const jsonText: Handler = (value) => JSON.stringify(textOf(value).toWellFormed()).slice(1, -1);

/** `json_value`: as a JSON value of its own kind; what is not known is null. What fillJson writes into templates. */
const jsonValue: Handler = (value) => JSON.stringify(value ?? null);

/** What a filter made counts, too: the library counts what goes in, and some filters multiply. */
function bounded(handler: Handler): Handler {
  return function (value, ...args) {
    const result = handler.call(this, value, ...args);
    if (typeof result === "string" || Array.isArray(result))
      (this as FilterThis).context.memoryLimit.use(result.length);
    return result;
  };
}

/** Replaces the engine's filters by exactly ours. Unknown filters are then parse errors (`strictFilters`). */
export function installFilters(liquid: Liquid): void {
  const standard = builtIn as unknown as Record<string, Handler | { handler: Handler }>;
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const name of allowed) {
    const filter = standard[name];
    if (!filter) throw new Error(`liquidjs has no filter ${name}`);
    liquid.registerFilter(name, bounded(typeof filter === "function" ? filter : filter.handler));
  }
  const own: Record<string, Handler> = {
    date,
    money,
    number,
    default: fallback,
    signed_link: signedLink,
    json_text: jsonText,
    json_value: jsonValue,
    raw: (value) => value,
  };
  for (const [name, handler] of Object.entries(own)) liquid.registerFilter(name, bounded(handler));
}
