import { expect, test } from "vitest";
import { isMachineRequest } from "./is-machine-request";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
const request = (agent: string, headers: Record<string, string> = {}, method = "GET") => ({
  method,
  headers: new Headers({ ...(agent ? { "user-agent": agent } : {}), ...headers }),
});

test.each([
  CHROME,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
  "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
])("a person: %s", (agent) => {
  expect(isMachineRequest(request(agent), "live")).toBe(false);
  expect(isMachineRequest(request(agent), "sandbox")).toBe(false);
});

test.each(["Googlebot/2.1", "Mozilla/5.0 (compatible; BarracudaSentinel)", "Mozilla/5.0"])("a machine: %s", (agent) => {
  expect(isMachineRequest(request(agent), "live")).toBe(true);
  expect(isMachineRequest(request(agent), "sandbox")).toBe(true);
});

test("a developer's tool is a machine in live and stands for the person in a sandbox", () => {
  for (const agent of ["curl/8.5.0", "node", "python-requests/2.32", `${CHROME} HeadlessChrome/140`, ""]) {
    expect(isMachineRequest(request(agent), "live")).toBe(true);
    expect(isMachineRequest(request(agent), "sandbox")).toBe(false);
  }
});

test("prefetching and HEAD are nobody reading", () => {
  expect(isMachineRequest(request(CHROME, { "sec-purpose": "prefetch;prerender" }), "sandbox")).toBe(true);
  expect(isMachineRequest(request(CHROME, { purpose: "prefetch" }), "live")).toBe(true);
  expect(isMachineRequest(request(CHROME, {}, "HEAD"), "sandbox")).toBe(true);
});
