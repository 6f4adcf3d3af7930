import type { Json } from "@/lib/journey/json";

/** Begins where a word begins: from each letter of a long one the search would run to its end, and hold the process up for minutes. */
const ADDRESS = /(?<![^\s@"'<>(),;:{}[\]])[^\s@"'<>(),;:{}[\]]+@[^\s@"'<>(),;:{}[\]]+\.[^\s@"'<>(),;:{}[\]]+/g;
const HIDDEN = /\(address (\d+)\)/g;

/**
 * Email addresses that an author has typed somewhere (who gets a task, a rule about one person) are somebody's: a model gets a number instead, and
 * what it answers with that number has the address again. One for each request.
 */
export class HiddenAddresses {
  readonly #numbers = new Map<string, number>();

  hide<T>(value: T): T {
    const number = (address: string) => {
      const known = this.#numbers.get(address) ?? this.#numbers.size + 1;
      this.#numbers.set(address, known);
      return `(address ${known})`;
    };
    return mapTexts(value as Json, (text) => text.replace(ADDRESS, number)) as T;
  }

  /** A number that was never given stays as it is. */
  show<T>(value: T): T {
    const addresses = [...this.#numbers.keys()];
    return mapTexts(value as Json, (text) =>
      text.replace(HIDDEN, (words, number: string) => addresses[Number(number) - 1] ?? words),
    ) as T;
  }
}

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, change));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]));
}
