import type { Chance } from "./chance";

/** One of the sample shop's 500 people: what is stored about them, and how they behave (which is not). */
export type SamplePerson = {
  externalId: string;
  email: string;
  firstName: string;
  lastName: string;
  timezone: string;
  locale: string;
  country: string;
  city: string;
  plan: "free" | "plus";
  source: string;
  /** days after the start of the history on which they sign up; negative: before it */
  joinsOnDay: number;
  /** chance of opening a mail, of clicking an opened one, and of visiting the shop on a given day */
  opens: number;
  clicks: number;
  visits: number;
};

type Region = {
  timezone: string;
  locale: string;
  country: string;
  cities: readonly [string, ...string[]];
  first: readonly [string, ...string[]];
  last: readonly [string, ...string[]];
};

const regions: readonly [readonly [Region, number], ...(readonly [Region, number])[]] = [
  [
    {
      timezone: "Europe/Berlin",
      locale: "de-DE",
      country: "DE",
      cities: ["Berlin", "Hamburg", "Leipzig", "Köln"],
      first: ["Lena", "Jonas", "Mia", "Felix", "Hannah", "Paul", "Greta", "Emil", "Clara", "Anton"],
      last: ["Bauer", "Vogel", "Krüger", "Lorenz", "Seidel", "Brandt", "Winter", "Kaiser"],
    },
    26,
  ],
  [
    {
      timezone: "Europe/London",
      locale: "en-GB",
      country: "GB",
      cities: ["London", "Leeds", "Bristol", "Glasgow"],
      first: ["Amelia", "Oliver", "Isla", "Harry", "Freya", "George", "Poppy", "Arthur", "Ruby", "Theo"],
      last: ["Walker", "Hughes", "Bennett", "Shaw", "Palmer", "Reid", "Barker", "Ellis"],
    },
    22,
  ],
  [
    {
      timezone: "America/New_York",
      locale: "en-US",
      country: "US",
      cities: ["New York", "Boston", "Atlanta", "Philadelphia"],
      first: ["Emma", "Liam", "Harper", "Noah", "Zoe", "Mason", "Naomi", "Caleb", "Ivy", "Elijah"],
      last: ["Carter", "Morgan", "Brooks", "Foster", "Hayes", "Sullivan", "Price", "Jenkins"],
    },
    24,
  ],
  [
    {
      timezone: "America/Los_Angeles",
      locale: "en-US",
      country: "US",
      cities: ["Portland", "San Diego", "Seattle", "Oakland"],
      first: ["Maya", "Ethan", "Luna", "Diego", "Chloe", "Kai", "Sofia", "Mateo"],
      last: ["Nguyen", "Rivera", "Kim", "Ortiz", "Chen", "Ramirez", "Lopez"],
    },
    12,
  ],
  [
    {
      timezone: "Europe/Paris",
      locale: "fr-FR",
      country: "FR",
      cities: ["Paris", "Lyon", "Nantes", "Lille"],
      first: ["Camille", "Louis", "Manon", "Hugo", "Inès", "Jules", "Léa", "Arthur"],
      last: ["Moreau", "Laurent", "Girard", "Roux", "Fontaine", "Chevalier"],
    },
    10,
  ],
  [
    {
      timezone: "Asia/Tokyo",
      locale: "ja-JP",
      country: "JP",
      cities: ["Tokyo", "Osaka", "Kyoto"],
      first: ["Haruka", "Ren", "Yui", "Sota", "Aoi"],
      last: ["Tanaka", "Suzuki", "Mori", "Ito", "Kato"],
    },
    6,
  ],
];

const slug = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll("ü", "u")
    .toLowerCase();

/** The people of the sample shop. `days` is the length of the history; a fifth were customers before it began. */
export function samplePeople(count: number, days: number, luck: Chance): SamplePerson[] {
  return Array.from({ length: count }, (_, index) => {
    const region = luck.weighted(regions);
    const firstName = luck.pick(region.first);
    const lastName = luck.pick(region.last);
    const warmth = luck.next();
    return {
      externalId: `customer-${String(index + 1).padStart(4, "0")}`,
      email: `${slug(firstName)}.${slug(lastName)}${index + 1}@example.com`,
      firstName,
      lastName,
      timezone: region.timezone,
      locale: region.locale,
      country: region.country,
      city: luck.pick(region.cities),
      plan: luck.happens(0.3) ? "plus" : "free",
      source: luck.weighted([
        ["search", 40],
        ["instagram", 25],
        ["friend", 20],
        ["newsletter", 15],
      ]),
      joinsOnDay: luck.happens(0.2) ? -luck.between(5, 200) : luck.between(0, days - 1),
      opens: 0.15 + 0.6 * warmth,
      clicks: 0.1 + 0.35 * warmth,
      visits: 0.05 + 0.3 * luck.next(),
    };
  });
}
