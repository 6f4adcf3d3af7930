import { expect, test } from "vitest";
import { graphSchema } from "@/lib/journey/graph";
import { callsElsewhere } from "./calls-elsewhere";

const calling = (...urls: string[]) =>
  graphSchema.parse({
    nodes: urls.map((url, i) => ({ id: `hook${i}`, type: "webhook", config: { url } })),
    edges: [],
  });
const found = (url: string, allowPrivate = false) =>
  callsElsewhere(calling("https://known.example/a"), calling("https://known.example/a", url), allowPrivate).map(
    ({ code, severity, node_id, field }) => `${severity} ${code} ${node_id}.${field}`,
  );

test.each([
  "http://169.254.169.254/latest/meta-data",
  "https://10.0.0.1/x",
  "http://127.0.0.1:5432",
  "ftp://x.example",
])("J13 an address that no call may go to is an error: %s", (url) =>
  expect(found(url)).toEqual(["error call_refused hook1.url"]),
);

test("J13 every other new address is named, known ones are not", () => {
  expect(found("https://new.example/b")).toEqual(["warning new_address hook1.url"]);
  expect(found("https://known.example/a")).toEqual([]);
  expect(found("https://new.example/{{ external_id }}")).toEqual(["warning new_address hook1.url"]);
  expect(found("http://10.0.0.1:8080/x", true)).toEqual(["warning new_address hook1.url"]);
});
