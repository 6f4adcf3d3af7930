import { expect, test } from "vitest";
import { approvalNotice } from "./approval-notice";

test.each(["asked", "approved", "changes_asked"] as const)(
  "J14 a notice of an approval has a subject of one line, whatever a journey or a member is called: %s",
  (kind) => {
    const notice = approvalNotice({
      kind,
      who: "Ada\r\nBcc: eve@example.com",
      journey: "Wel\ncome",
      words: "",
      url: "https://shop.example/x",
    });
    expect(notice.subject).toContain("“Wel come”");
    expect(notice.subject).not.toMatch(/[\r\n]/);
  },
);
