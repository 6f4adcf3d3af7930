import { type Facts, type Instant, STANDING_KEY } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";

/** What Liquid may see of one person in one run. `values` has no prototype: unknown names are empty, never inherited. */
export type TemplateContext = {
  values: { [name: string]: Json };
  /** IANA zone that dates are shown in */
  timezone: string;
  /** BCP 47 */
  locale: string;
  /** `"now" | date` */
  now: Instant;
  /** what rules of who sees a block look at; without it no rule holds */
  facts?: Facts;
};

const DEFAULT_LOCALE = "en-US";
const knownLocales = new Map<string, string>();
const knownZones = new Map<string, boolean>();

/** Locales come from people's data: `de_DE` is understood, nonsense is the default. */
function soundLocale(locale: string | null): string {
  if (!locale) return DEFAULT_LOCALE;
  const known = knownLocales.get(locale);
  if (known !== undefined) return known;
  let sound = DEFAULT_LOCALE;
  try {
    sound = Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0] ?? DEFAULT_LOCALE;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (knownLocales.size < 1_000) knownLocales.set(locale, sound);
  return sound;
}

function isZone(zone: string): boolean {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  let sound = true;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    sound = false;
  }
  if (knownZones.size < 2_000) knownZones.set(zone, sound);
  return sound;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day on the calendar of a zone as data writes days: 2026-11-26. */
function dayIn(zone: string, at: Instant): string {
  let calendar = calendars.get(zone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    calendars.set(zone, calendar);
  }
  return calendar.format(at);
}

/**
 * The names of FEATURES P1: the person's fields and attributes by their plain names (fields win), `current_date` (the day where they live),
 * `event.*` (the last awaited event, else the trigger's), `run.*` (values written by nodes), `journey.*`, and `scores.*` and `activity.*` where
 * they were fetched. Dates are shown in the person's zone, else the journey's.
 */
export function templateContext(facts: Facts, now: Instant): TemplateContext {
  const { subscriber, run, trigger, journey } = facts;
  const values: TemplateContext["values"] = Object.create(null);
  Object.assign(values, subscriber.attributes);
  values.id = subscriber.external_id;
  values.external_id = subscriber.external_id;
  values.email = subscriber.email;
  values.phone = subscriber.phone;
  values.first_name = subscriber.first_name;
  values.last_name = subscriber.last_name;
  values.timezone = subscriber.timezone;
  values.locale = subscriber.locale;
  values.lifecycle_stage = subscriber.lifecycle_stage;
  values.tags = subscriber.tags;
  values.event = run.event?.properties ?? trigger.properties;
  values.run = run.values ?? {};
  values.journey = { id: journey.id, name: journey.name, version: journey.version };
  const standing = facts.fetched.get(STANDING_KEY);
  if (standing) Object.assign(values, standing);
  const wanted = subscriber.timezone && isZone(subscriber.timezone) ? subscriber.timezone : facts.default_timezone;
  const zone = isZone(wanted) ? wanted : "UTC";
  values.current_date = dayIn(zone, now);
  return { values, timezone: zone, locale: soundLocale(subscriber.locale), now, facts };
}
