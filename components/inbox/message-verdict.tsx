import { Alert } from "@/components/ui/alert";
import type { MessageResource } from "@/lib/api/schemas/message";
import { describeSendReason } from "@/lib/journey/send-reason";
import { SettleButtons } from "./settle-buttons";

const titles: Record<MessageResource["status"], { title: string; tone: "info" | "warning" | "danger" }> = {
  queued: { title: "Waiting for another attempt", tone: "info" },
  sending: { title: "Being handed over", tone: "info" },
  sent: { title: "Sent", tone: "info" },
  skipped: { title: "Not sent", tone: "info" },
  failed: { title: "Failed", tone: "danger" },
  uncertain: { title: "Nobody knows whether it arrived", tone: "warning" },
};

/** Why a message is not simply sent, or what is to be said of it all the same. Nothing for one that is. */
export function MessageVerdict({ message }: { message: MessageResource }) {
  if (message.reason === null) return null;
  const { sentence, detail } = describeSendReason(message.reason);
  const { title, tone } = titles[message.status];
  return (
    <Alert tone={tone} title={title}>
      {sentence}
      {detail ? <span className="mt-1 block font-mono text-xs [overflow-wrap:anywhere]">{detail}</span> : null}
      <SettleButtons message={message} />
    </Alert>
  );
}
