import { appUrl } from "./app-url";

/**
 * Whether a request that carries a session cookie was sent by one of our own pages. Browsers send `Origin` with every
 * request that may change something and pages cannot forge it; the public URL counts, and so does the host that the
 * request was addressed to (127.0.0.1 instead of localhost). A missing Origin is not ours.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const { origin: normal, host } = new URL(origin);
  return normal === new URL(appUrl()).origin || host === headers.get("host");
}
