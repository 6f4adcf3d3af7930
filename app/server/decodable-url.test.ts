import { expect, test } from "vitest";
import { decodableUrl } from "./decodable-url";

test.each(["/", "/u/abc", "/api/v1/subscribers/a%20b?search=%zz", "/api/v1/subscribers/%E6%97%A5"])(
  "%s stays as it is",
  (url) => expect(decodableUrl(url)).toBe(url),
);

test.each([
  ["/u/%zz", "/u/%25zz"],
  ["/t/o/%", "/t/o/%25"],
  ["/api/v1/journeys/%ff%20?limit=%31", "/api/v1/journeys/%25ff%2520?limit=%31"],
])("%s is taken for what it looks like", (url, decodable) => {
  expect(decodableUrl(url)).toBe(decodable);
  expect(() => decodeURIComponent(decodable)).not.toThrow();
});
