/** Where a page finds the address that was asked for; whatever a caller sends under this name is overwritten. */
export const ASKED_ADDRESS_HEADER = "x-sojourn-asked-address";

/** Path and query of a request as a person would open it again: without what Next adds when it asks for a part of a page. */
export function askedAddress(requested: string): string {
  const url = new URL(requested, "http://localhost");
  if (url.searchParams.has("_rsc")) url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}`;
}
