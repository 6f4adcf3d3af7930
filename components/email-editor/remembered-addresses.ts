const KEY = "sojourn:test-addresses";

/** The addresses that the last test of this browser went to; undefined: none, or the browser keeps nothing. */
export function rememberedAddresses(): string | undefined {
  if (typeof window === "undefined") return undefined;
  try {
    return window.localStorage.getItem(KEY) ?? undefined;
  } catch {
    // Browsers that keep nothing throw here: the account's own address is offered instead.
    return undefined;
  }
}

export function rememberAddresses(addresses: string): void {
  try {
    window.localStorage.setItem(KEY, addresses);
  } catch {
    // As above: the next test offers the account's own address.
  }
}
