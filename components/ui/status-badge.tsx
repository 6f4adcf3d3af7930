import { Badge, type BadgeTone } from "./badge";
import { cn } from "./cn";

const tones: Record<string, BadgeTone> = {
  active: "success",
  running: "success",
  delivered: "success",
  sent: "success",
  opened: "success",
  clicked: "success",
  completed: "success",
  draft: "neutral",
  archived: "neutral",
  exited: "neutral",
  skipped: "neutral",
  suppressed: "neutral",
  superseded: "neutral",
  paused: "warning",
  waiting: "info",
  queued: "info",
  due: "info",
  sending: "info",
  retrying: "warning",
  uncertain: "warning",
  quarantined: "danger",
  failed: "danger",
  bounced: "danger",
  complained: "danger",
  revoked: "neutral",
};

const dots: Record<BadgeTone, string> = {
  neutral: "bg-muted-foreground/70",
  primary: "bg-primary",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
  outline: "bg-muted-foreground/70",
};

/** A state by its name, in the colour that it has everywhere. Unknown names are neutral. */
export function StatusBadge({ status, label, className }: { status: string; label?: string; className?: string }) {
  const tone = tones[status] ?? "neutral";
  const text = label ?? status.replaceAll("_", " ");
  return (
    <Badge tone={tone} className={className}>
      <span className={cn("size-1.5 rounded-full", dots[tone])} aria-hidden="true" />
      {text.charAt(0).toUpperCase() + text.slice(1)}
    </Badge>
  );
}
