/**
 * Which of some languages a person gets: theirs exactly, else their language without the region (`pt-BR` → `pt`); undefined for the mail's own.
 * `de_DE` is understood; case does not matter.
 */
export function chooseLocale(available: readonly string[], wanted: string | null | undefined): string | undefined {
  if (!wanted) return undefined;
  const parts = wanted.trim().replaceAll("_", "-").toLowerCase().split("-");
  for (let length = parts.length; length > 0; length--) {
    const tried = parts.slice(0, length).join("-");
    const found = available.find((locale) => locale.toLowerCase() === tried);
    if (found) return found;
  }
  return undefined;
}
