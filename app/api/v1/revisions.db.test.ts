import { expect, test } from "vitest";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Call, keyClient } from "./_testing/api-driver";

setUpTestDatabase();

type Revised = { revision: number };

type Saved = {
  /** the address, of something that is made where it has to be */
  prepare: (api: Call) => Promise<string>;
  method: "PATCH" | "PUT";
  /** what is saved the n-th time */
  body: (n: number) => object;
  /** that much of it is in the answer */
  shown: (n: number) => object;
};

const stageRule = (n: number) => ({
  stage: "customer",
  condition: { path: "orders", op: "greater_or_equal", value: n },
});

const kinds: [string, Saved][] = [
  [
    "a segment",
    {
      prepare: async (api) => {
        const made = await api("POST", "/segments", { name: "Pros", condition: { tag: "pro" } });
        return `/segments/${(made.body as { id: string }).id}`;
      },
      method: "PATCH",
      body: (n) => ({ description: `${n}` }),
      shown: (n) => ({ description: `${n}` }),
    },
  ],
  [
    "the workspace's settings",
    {
      prepare: async () => "/workspace",
      method: "PATCH",
      body: (n) => ({ name: `Shop ${n}` }),
      shown: (n) => ({ name: `Shop ${n}` }),
    },
  ],
  [
    "the score rules, which nobody has written yet",
    {
      prepare: async () => "/scoring",
      method: "PUT",
      body: (n) => ({ enabled: false, lifecycle: [stageRule(n)] }),
      shown: (n) => ({ lifecycle: [stageRule(n)] }),
    },
  ],
];

test.each(kinds)(
  "%s: of two who change it at once the later is told, and without If-Match the last one wins",
  async (_, saved) => {
    const api = await keyClient((await createWorkspace()).id);
    const path = await saved.prepare(api);
    const save = (n: number, ifMatch?: string) =>
      api(saved.method, path, saved.body(n), ifMatch === undefined ? {} : { "if-match": ifMatch });

    const read = await api("GET", path);
    const { revision } = read.body as Revised;
    const etag = read.headers.get("etag") ?? "";
    expect(etag).toBe(`"${revision}"`);

    const both = await Promise.all([save(1, etag), save(2, etag)]);
    const [won, lost] = both.toSorted((a, b) => a.status - b.status);
    const first = both[0]?.status === 200 ? 1 : 2;
    expect(won).toMatchObject({ status: 200, body: { revision: revision + 1, ...saved.shown(first) } });
    expect(won?.headers.get("etag")).toBe(`"${revision + 1}"`);
    expect(lost).toMatchObject({ status: 409, body: { detail: expect.stringContaining("saved meanwhile") } });
    expect(lost?.headers.get("etag")).toBe(`"${revision + 1}"`);
    expect((await api("GET", path)).body).toMatchObject(saved.shown(first));

    expect(await save(3)).toMatchObject({ status: 200, body: { revision: revision + 2, ...saved.shown(3) } });
    expect(await save(4, "*")).toMatchObject({ status: 200, body: { revision: revision + 3 } });
    expect(await save(5, "the last one")).toMatchObject({ status: 422, body: { errors: [{ path: "If-Match" }] } });
    expect((await api("GET", path)).body).toMatchObject({ revision: revision + 3, ...saved.shown(4) });
  },
);

test("a segment's revision is of what is said of it, not of who is in it", async () => {
  const api = await keyClient((await createWorkspace()).id);
  const { id, revision } = (await api("POST", "/segments", { name: "By hand", kind: "manual" })).body as {
    id: string;
  } & Revised;
  await api("PUT", "/subscribers/ada", { email: "ada@example.com" });
  await api("POST", `/segments/${id}/members`, { external_ids: ["ada"] });
  expect((await api("GET", `/segments/${id}`)).body).toMatchObject({ member_count: 1, revision });
});

test("what switches scores on by itself is a change of the rules, too", async () => {
  const api = await keyClient((await createWorkspace()).id);
  const before = (await api("GET", "/scoring")).body as Revised;
  await api("POST", "/segments", {
    name: "Hot",
    condition: { path: "scores.lead", op: "greater_or_equal", value: 50 },
  });
  const stale = await api("PUT", "/scoring", { enabled: false }, { "if-match": `"${before.revision}"` });
  expect(stale).toMatchObject({ status: 409, body: { detail: expect.stringContaining("saved meanwhile") } });
});
