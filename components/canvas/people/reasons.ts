import { describeSendReason } from "@/lib/journey/send-reason";
import type { NodeCounts } from "../store/counts-store";

export type Reason = { key: string; text: string; detail?: string; count: number; grave: boolean };

const stuckWords: Readonly<Record<string, string>> = {
  quarantined: "The step failed for them; they are set aside",
  overdue: "Due and not moved on yet",
  never: "Nothing will ever wake them",
  uncertain: "Nobody knows whether their message went out",
  failed: "Their message could not be sent",
};

/** Why people did not simply pass a step, the gravest and commonest first. */
export function reasonsOf(counts: NodeCounts): Reason[] {
  const stuck = counts.stuck.map(
    ({ kind, people, detail }): Reason => ({
      key: `stuck ${kind}`,
      text: stuckWords[kind] ?? kind,
      count: people,
      grave: true,
      ...(detail ? { detail } : {}),
    }),
  );
  const skipped = Object.entries(counts.skipped_by).map(([reason, count]): Reason => {
    const { code, sentence } = describeSendReason(reason);
    return {
      key: `skipped ${reason}`,
      text: sentence === code ? `Skipped: ${code.replaceAll("_", " ")}` : sentence,
      count,
      grave: false,
    };
  });
  return [
    ...stuck,
    ...(counts.failed > 0
      ? [{ key: "failed", text: "The step or its message failed", count: counts.failed, grave: true }]
      : []),
    ...skipped.sort((a, b) => b.count - a.count),
    ...(counts.dropped > 0
      ? [{ key: "dropped", text: "Left the journey while standing here", count: counts.dropped, grave: false }]
      : []),
  ];
}
