import { chooseLocale } from "./choose-locale";
import type { CompiledEmail, CompiledMail } from "./compiled-email";

/** The compiled mail in the language of a person: its own language is one of those to choose from. */
export function mailFor(compiled: CompiledEmail, wanted: string | null | undefined): CompiledMail {
  const { locale: own, locales } = compiled;
  if (!locales) return compiled;
  const chosen = chooseLocale([...Object.keys(locales), ...(own === undefined ? [] : [own])], wanted);
  return (chosen === undefined ? undefined : locales[chosen]) ?? compiled;
}
