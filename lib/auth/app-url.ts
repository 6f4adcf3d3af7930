/** The public base URL without a trailing slash: links, cookies and the Origin check are made from it. */
export function appUrl(): string {
  return (process.env.APP_URL ?? `http://localhost:${process.env.PORT ?? "3000"}`).replace(/\/+$/, "");
}
