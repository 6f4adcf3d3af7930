const LANGUAGES = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);
const SCRIPTS = /^[a-z]{2,3}-(Arab|Hebr|Syrc|Thaa|Nkoo)\b/;

/** Whether a language, as a mail's locale names it, is written from right to left. */
export function isRightToLeft(locale: string): boolean {
  const [language = "", script = ""] = locale.split("-");
  if (SCRIPTS.test(locale)) return true;
  return LANGUAGES.has(language) && script !== "Latn" && script !== "Cyrl";
}
