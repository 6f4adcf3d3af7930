import { browserStorage } from "@/components/data/browser-storage";

const KEY = "sojourn:test-addresses";

/** The addresses that the last test of this browser went to; undefined: none, and the account's own is offered. */
export function rememberedAddresses(): string | undefined {
  return browserStorage.get(KEY);
}

export function rememberAddresses(addresses: string): void {
  browserStorage.set(KEY, addresses);
}
