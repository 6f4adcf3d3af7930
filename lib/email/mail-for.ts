import { chooseLocale } from "./choose-locale";
import type { CompiledEmail, CompiledMail } from "./compiled-email";

/** The compiled mail in the language of a person. */
export function mailFor(compiled: CompiledEmail, locale: string | null | undefined): CompiledMail {
  const { locales } = compiled;
  const chosen = locales ? chooseLocale(Object.keys(locales), locale) : undefined;
  return (chosen === undefined ? undefined : locales?.[chosen]) ?? compiled;
}
