import { expect, test } from "vitest";
import { shownRequest, shownUrl } from "./shown-request";

test("what authorises is covered up, everything else is shown as it was sent", () => {
  const shown = shownRequest({
    method: "POST",
    url: "https://shop.example/hook?order=7&access_token=abc123&x=%20",
    headers: {
      Authorization: "Bearer sk_live_4711",
      "x-api-key": "4712",
      Cookie: "sid=4713",
      "Shop-Secret": "4714",
      accept: "application/json",
    },
    body: '{"name": "Ada"}',
  });
  expect(shown).toEqual({
    method: "POST",
    url: "https://shop.example/hook?order=7&access_token=••••&x=+",
    headers: {
      Authorization: "Bearer ••••",
      "x-api-key": "••••",
      Cookie: "••••",
      "Shop-Secret": "••••",
      accept: "application/json",
    },
    body: '{"name": "Ada"}',
  });
  expect(JSON.stringify(shown)).not.toMatch(/471\d|abc123/);
});

test("an address without secrets is not touched, nor is one that is none", () => {
  for (const url of ["https://shop.example/a?b=%7E1", "not an address", ""]) expect(shownUrl(url)).toBe(url);
});
