import { cn } from "@/components/ui/cn";

/** A path that leaves one place and arrives at another. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={cn("size-8", className)} aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--primary)" />
      <path
        d="M10 23h7.5a4 4 0 0 0 0-8h-3a4 4 0 0 1 0-8H20"
        fill="none"
        stroke="var(--primary-foreground)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <circle cx="9" cy="23" r="2.6" fill="var(--primary-foreground)" />
      <circle cx="23" cy="7" r="2.6" fill="none" stroke="var(--primary-foreground)" strokeWidth="2.2" />
    </svg>
  );
}
