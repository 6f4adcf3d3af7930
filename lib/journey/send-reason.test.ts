import { expect, test } from "vitest";
import { describeSendReason } from "./send-reason";

test("a mail that came too late says so in a sentence", () => {
  expect(describeSendReason("mail_expired")).toEqual({
    code: "mail_expired",
    sentence: "It could only have gone out later than its step allows, so it was not sent.",
  });
});

test("a code that nobody has put into words speaks for itself", () => {
  expect(describeSendReason("of_a_newer_release: why")).toEqual({
    code: "of_a_newer_release",
    sentence: "of_a_newer_release: why",
    detail: "why",
  });
});
