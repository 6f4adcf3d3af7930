const YEAR_S = 31_536_000;

/** What this browser remembers for a year and the server reads, so that its first paint is right. */
export const browserCookie = {
  get(name: string): string | undefined {
    const pair = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
    return pair?.slice(name.length + 1);
  },
  /** sent with every request under `path` */
  set(name: string, value: string, path = "/"): void {
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser yet
    document.cookie = `${name}=${value}; path=${path}; max-age=${YEAR_S}; samesite=lax`;
  },
};
