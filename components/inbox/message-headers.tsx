import type { MessageDetail } from "@/lib/api/schemas/message";

/** What goes in front of the message: address lines first, then the rest by name. */
export function MessageHeaders({ message }: { message: MessageDetail }) {
  const first = [
    ["From", message.from],
    ["To", message.to],
    ["Subject", message.subject],
  ].flatMap(([name, value]) => (name && value ? [[name, value] as const] : []));
  const rest = Object.entries(message.headers).sort(([a], [b]) => a.localeCompare(b, "en"));
  return (
    <dl className="divide-y divide-border rounded-xl border border-border bg-card">
      {[...first, ...rest].map(([name, value]) => (
        <div key={name} className="grid gap-x-4 gap-y-0.5 px-5 py-2.5 sm:grid-cols-[13rem_minmax(0,1fr)]">
          <dt className="font-medium text-[0.8125rem]">{name}</dt>
          <dd className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
