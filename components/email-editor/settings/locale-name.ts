/** A language by its name: "Portuguese (Brazil)". What is none comes back as it is. */
export function localeName(locale: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(locale) ?? locale;
  } catch (error) {
    if (error instanceof RangeError) return locale;
    throw error;
  }
}
