import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export const owner = { email: "owner@example.com", password: "correct-horse-battery" };
export const apiKey = "sk_e2e_0123456789abcdefghijklmnop";

/** The API as a backend calls it. Throws with the answer's own words when the status is not the expected one. */
export class Api {
  readonly #request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  async call<T>(method: string, path: string, body?: unknown, expected: number[] = [200, 201, 202]): Promise<T> {
    const response = await this.#request.fetch(path, {
      method,
      headers: { authorization: `Bearer ${apiKey}` },
      ...(body === undefined ? {} : { data: body }),
    });
    const text = await response.text();
    if (!expected.includes(response.status())) throw new Error(`${method} ${path}: ${response.status()} ${text}`);
    const parsed: T = text === "" ? undefined : JSON.parse(text);
    return parsed;
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>("GET", path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>("POST", path, body);
  }
}

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/**
 * `page` starts signed in as the owner; `api` speaks with the owner's workspace key. One session serves all tests of a process: who signs in
 * anew for each of them is soon told to wait, like anybody else.
 */
export const test = base.extend<{ api: Api; signedIn: Page }, { session: Cookies }>({
  session: [
    async ({ playwright }, use, { project }) => {
      const baseURL = project.use.baseURL ?? "";
      const request = await playwright.request.newContext({ baseURL });
      const answer = await request.post("/api/auth/sign-in/email", { data: owner, headers: { origin: baseURL } });
      expect(answer.ok(), await answer.text()).toBe(true);
      const { cookies } = await request.storageState();
      await request.dispose();
      await use(cookies);
    },
    { scope: "worker" },
  ],
  api: async ({ request }, use) => use(new Api(request)),
  signedIn: async ({ page, context, session }, use) => {
    await context.addCookies(session);
    await use(page);
  },
});

export { expect };
