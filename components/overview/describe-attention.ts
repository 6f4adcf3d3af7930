import { formatCount } from "@/components/charts/format-number";
import { describeStepError } from "@/components/stuck/describe-step-error";
import type { AttentionItem } from "@/lib/api/schemas/attention";

const people = (n: number) => (n === 1 ? "1 person" : `${formatCount(n)} people`);
const emails = (n: number) => (n === 1 ? "1 message" : `${formatCount(n)} messages`);

/** An item in words, and where to go for it (a path under the workspace; none where no page can help). */
export function describeAttention(item: AttentionItem): { title: string; detail: string; path: string | undefined } {
  switch (item.kind) {
    case "no_worker":
      return {
        title: "No worker is running",
        detail: "Nothing moves: no steps, no emails. Start the installation again, or look at its log.",
        path: undefined,
      };
    case "quarantined":
      return {
        title: `${people(item.count)} got stuck in “${item.journey_name}”`,
        detail: `A step kept failing. The error: ${describeStepError(item.error).brief}`,
        path: `/journeys/${item.journey_id}?stuck=1`,
      };
    case "overdue":
      return {
        title: `${people(item.count)} in “${item.journey_name}” are due and nobody walks them`,
        detail: "For more than two minutes. Look whether the workers keep up.",
        path: `/journeys/${item.journey_id}?stuck=1`,
      };
    case "never":
      return {
        title: `${people(item.count)} in “${item.journey_name}” wait for what cannot happen`,
        detail: `The step ${item.detail}.`,
        path: `/journeys/${item.journey_id}?stuck=1`,
      };
    case "failed_sends":
      return {
        title: `${emails(item.count)} could not be delivered`,
        detail: "In the last 7 days. Each says why.",
        path: "/inbox?status=failed",
      };
    case "uncertain_sends":
      return {
        title: `${emails(item.count)} may or may not have arrived`,
        detail: "The provider was lost during the hand-over. They are not sent twice by themselves.",
        path: "/inbox?status=uncertain",
      };
    case "codes_low":
      return {
        title:
          item.count === 0
            ? `No codes are left in “${item.pool_name}”`
            : `${formatCount(item.count)} codes left in “${item.pool_name}”`,
        detail: item.has_fallback
          ? "When it is empty, mails carry its fallback code."
          : "When it is empty, mails with an offer take their plain version or are not sent.",
        path: "/templates/codes",
      };
    case "crm_refused":
      return {
        title: `“${item.connection_name}” does not let us in any more`,
        detail: `Steps that write to this CRM fail: ${item.problem}`,
        path: "/settings/integrations",
      };
    case "approval_wanted":
      return {
        title: `${item.asked_by} asks for approval of “${item.journey_name}”`,
        detail: item.note || "Look at what would change, then approve it or ask for changes.",
        path: `/journeys/${item.journey_id}?compare=live..asked`,
      };
    case "approval_given":
      return {
        title: `“${item.journey_name}” is approved by ${item.decided_by}`,
        detail: item.words || "You can publish it.",
        path: `/journeys/${item.journey_id}`,
      };
    case "changes_asked":
      return {
        title: `${item.decided_by} asks for changes in “${item.journey_name}”`,
        detail: item.words,
        path: `/journeys/${item.journey_id}`,
      };
    case "comments":
      return {
        title:
          item.count === 1
            ? `${item.author} wrote to you in “${item.journey_name}”`
            : `${item.count} threads wait for you in “${item.journey_name}”`,
        detail: "A comment mentions you or answers yours.",
        path: `/journeys/${item.journey_id}?comments=${item.thread_id}`,
      };
    case "paused_with_people":
      return {
        title: `“${item.journey_name}” is paused with ${people(item.count)} inside`,
        detail: "They wait where they are until it is resumed.",
        path: `/journeys/${item.journey_id}`,
      };
  }
}
