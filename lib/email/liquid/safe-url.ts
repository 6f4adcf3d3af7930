// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these inside a URL, so "java\nscript:" would come alive
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/g;
const HOST_FIRST = /^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#:]|$)/i;

/**
 * A URL that may stand in a mail, or undefined. Links: http, https, mailto and tel; images: http and https. A bare host gets
 * https. What comes back holds no space, quote or angle bracket; the caller still escapes it for its place.
 */
export function safeUrl(value: string, kind: "link" | "image"): string | undefined {
  let text = value.replace(CONTROL, "").trim();
  if (text === "") return undefined;
  if (text.startsWith("//")) text = `https:${text}`;
  else if (HOST_FIRST.test(text) && !/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) text = `https://${text}`;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const allowed =
    url.protocol === "https:" ||
    url.protocol === "http:" ||
    (kind === "link" && (url.protocol === "mailto:" || url.protocol === "tel:"));
  if (!allowed) return undefined;
  return text.replace(/[\s"'<>`\\]/g, (c) => encodeURIComponent(c).replace("'", "%27"));
}
