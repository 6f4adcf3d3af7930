import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type AlertTone = "info" | "success" | "warning" | "danger";

const looks = {
  info: { icon: Info, classes: "border-info/30 bg-info-soft text-info-text" },
  success: { icon: CircleCheck, classes: "border-success/30 bg-success-soft text-success-text" },
  warning: { icon: TriangleAlert, classes: "border-warning/40 bg-warning-soft text-warning-text" },
  danger: { icon: CircleAlert, classes: "border-danger/30 bg-danger-soft text-danger-text" },
};

export type AlertProps = {
  tone?: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** announce it when it appears */
  live?: boolean;
  className?: string;
};

export function Alert({ tone = "info", title, children, action, live, className }: AlertProps) {
  const { icon: Icon, classes } = looks[tone];
  return (
    <div
      role={live ? "alert" : undefined}
      className={cn("flex items-start gap-3 rounded-lg border px-4 py-3", classes, className)}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-foreground/85 text-[0.8125rem]">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
