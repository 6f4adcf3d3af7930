/** What this browser remembers, text by key. Browsers that keep nothing throw: then nothing is remembered. */
export const browserStorage = {
  get(key: string): string | undefined {
    if (typeof window === "undefined") return undefined;
    try {
      return window.localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set(key: string, value: string): void {
    try {
      window.localStorage.setItem(key, value);
    } catch {
      // As above: it is asked, or shown, again next time.
    }
  },
};
