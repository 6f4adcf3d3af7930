import { openApiDocument } from "@/lib/api/openapi";
import { appUrl } from "@/lib/auth/app-url";
import { endpoints } from "../_endpoints/registry";

export const dynamic = "force-dynamic";

let made: { url: string; text: string } | undefined;

/** The description of the API; it needs no key, because it says nothing about anybody. */
export function GET(): Response {
  const url = `${appUrl()}/api/v1`;
  if (made?.url !== url) made = { url, text: JSON.stringify(openApiDocument(endpoints, url)) };
  return new Response(made.text, { headers: { "content-type": "application/json", "cache-control": "no-cache" } });
}
