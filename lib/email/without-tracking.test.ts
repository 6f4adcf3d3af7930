import { describe, expect, it } from "vitest";
import { signLink } from "@/lib/channels/signed-link";
import { withoutTracking } from "./without-tracking";

const SEND = "0198c1a2-0000-7000-8000-000000000001";
const SECRET = "a secret of some length";
const host = "http://localhost:3000";

describe("withoutTracking", () => {
  it("takes the open pixel out and leaves other pictures", () => {
    const pixel = `<img alt="" src="${host}/t/o/${signLink("open", SEND, SECRET)}" width="1"/>`;
    const html = `${pixel}<img src="https://shop.example/a.png">`;
    expect(withoutTracking(html)).toBe('<img src="https://shop.example/a.png">');
  });

  it("makes counted links and the way to unsubscribe lead nowhere, and leaves plain links", () => {
    const click = signLink("click", SEND, SECRET, "https://shop.example");
    const plain = ["https://shop.example/u", "https://forum.example/u/ada", "https://shop.example/p/shoes"].map(
      (href) => `<a href="${href}">Us</a>`,
    );
    const html = `<a href="${host}/t/c/${click}">Shop</a><a href="${host}/u/${signLink("unsubscribe", SEND, SECRET)}">Leave</a>`;
    expect(withoutTracking(html + plain.join(""))).toBe(`<a href="#">Shop</a><a href="#">Leave</a>${plain.join("")}`);
  });
});
