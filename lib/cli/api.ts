import type { ImportPlan, ImportRequest, JourneyFile } from "@/lib/api/schemas/journey-file";
import type { TestRun } from "@/lib/api/schemas/journey-test";
import { CliError } from "./cli-error";

export type Refusal = { status: number; detail: string; errors: { path: string; message: string; code?: string }[] };
type Answer<T> = { ok: true; body: T } | { ok: false; refusal: Refusal };
type ListedJourney = { id: string; name: string; status: string };

/** The server as the commands use it. Throws CliError 3 when it cannot be reached, does not know the key, or breaks. */
export class Api {
  readonly #base: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#base = `${url.replace(/\/+$/, "")}/api/v1`;
    this.#key = key;
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    let response: Response;
    try {
      response = await fetch(this.#base + path, {
        method,
        headers: { authorization: `Bearer ${this.#key}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new CliError(3, `${this.#base} cannot be reached: ${cause}`);
    }
    const text = await response.text();
    if (response.ok) return { ok: true, body: JSON.parse(text) };
    const refusal = readRefusal(response.status, text);
    if (![404, 409, 422].includes(response.status)) throw new CliError(3, `${response.status}: ${refusal.detail}`);
    return { ok: false, refusal };
  }

  /** Every journey that is not archived. */
  async journeys(): Promise<ListedJourney[]> {
    const found: ListedJourney[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor === "" ? "?limit=200" : `?limit=200&cursor=${encodeURIComponent(cursor)}`;
      const page = must(
        await this.#call<{ data: ListedJourney[]; next_cursor: string | null }>("GET", `/journeys${query}`),
      );
      found.push(...page.data);
      cursor = page.next_cursor;
    }
    return found.filter(({ status }) => status !== "archived");
  }

  async export(id: string): Promise<JourneyFile> {
    return must(await this.#call<JourneyFile>("GET", `/journeys/${id}/export`));
  }

  import(request: Partial<ImportRequest>): Promise<Answer<ImportPlan>> {
    return this.#call<ImportPlan>("POST", "/journeys/import", request);
  }

  publish(id: string): Promise<Answer<{ version: number }>> {
    return this.#call("POST", `/journeys/${id}/publish`, {});
  }

  runTests(id: string): Promise<Answer<TestRun>> {
    return this.#call<TestRun>("POST", `/journeys/${id}/tests/run`, {});
  }
}

function must<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new CliError(3, `${answer.refusal.status}: ${answer.refusal.detail}`);
  return answer.body;
}

function readRefusal(status: number, text: string): Refusal {
  try {
    const { detail = text, errors = [] } = JSON.parse(text);
    return { status, detail, errors };
  } catch {
    return { status, detail: text.slice(0, 500) || "no answer", errors: [] };
  }
}
