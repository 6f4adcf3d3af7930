import { expect, test } from "vitest";
import { messageState } from "./message-state";

const sent = {
  status: "sent" as const,
  reason: null,
  delivered_at: "2026-01-01T00:00:00Z",
  opened_at: null,
  clicked_at: null,
  bounced_at: null,
  complained_at: null,
  unsubscribed_at: null,
};
const at = "2026-01-02T00:00:00Z";

test("says the furthest a message has come, and bad news first", () => {
  expect(messageState({ ...sent, delivered_at: null })).toBe("sent");
  expect(messageState(sent)).toBe("delivered");
  expect(messageState({ ...sent, opened_at: at })).toBe("opened");
  expect(messageState({ ...sent, opened_at: at, clicked_at: at })).toBe("clicked");
  expect(messageState({ ...sent, clicked_at: at, unsubscribed_at: at })).toBe("unsubscribed");
  expect(messageState({ ...sent, clicked_at: at, complained_at: at })).toBe("complained");
});

test("says what became of a message that was not sent", () => {
  expect(messageState({ ...sent, status: "skipped", reason: "unsubscribed" })).toBe("skipped");
  expect(messageState({ ...sent, status: "queued" })).toBe("queued");
  expect(messageState({ ...sent, status: "queued", reason: "retrying: 429" })).toBe("retrying");
});
