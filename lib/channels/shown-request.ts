import type { Json } from "@/lib/journey/json";

/** Names of headers and parameters whose values let somebody in. */
const TELLING = /auth|cookie|token|secret|password|passwd|signature|credential|session|api[-_]?key|^key$|^sig$/i;
const HIDDEN = "••••";

/**
 * A stored request as people may see it: what authorises (headers and parameters of the address that are called so) is covered up.
 * A scheme before it stays readable: `Bearer ••••`.
 */
export function shownRequest(request: Json): Json {
  if (request === null || typeof request !== "object" || Array.isArray(request)) return request;
  const { url, headers } = request;
  return {
    ...request,
    ...(typeof url === "string" ? { url: shownUrl(url) } : {}),
    ...(headers !== null && typeof headers === "object" && !Array.isArray(headers)
      ? { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, covered(name, value)])) }
      : {}),
  };
}

function covered(name: string, value: Json): Json {
  if (!TELLING.test(name) || typeof value !== "string" || value === "") return value;
  const [, scheme = ""] = /^([A-Za-z][A-Za-z-]{1,20} )\S/.exec(value) ?? [];
  return `${scheme}${HIDDEN}`;
}

/** An address with its telling parameters covered up; one that is no address stays as it is. */
export function shownUrl(text: string): string {
  const url = URL.parse(text);
  if (!url) return text;
  const telling = [...url.searchParams.keys()].filter((name) => TELLING.test(name));
  if (telling.length === 0) return text;
  for (const name of telling) url.searchParams.set(name, HIDDEN);
  return url.href.replaceAll(encodeURIComponent(HIDDEN), HIDDEN);
}
