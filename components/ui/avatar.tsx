import { cn } from "./cn";
import { initials } from "./initials";

const tints = [
  "bg-primary-soft text-primary-text",
  "bg-success-soft text-success-text",
  "bg-warning-soft text-warning-text",
  "bg-info-soft text-info-text",
  "bg-danger-soft text-danger-text",
];

/** Two letters on a tint that stays the same for the same name. Decorative: the name stands beside it. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  const hash = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex size-8 shrink-0 select-none items-center justify-center rounded-full font-semibold text-[0.6875rem] tracking-wide",
        tints[hash % tints.length],
        className,
      )}
    >
      {/* Drawn, not text: a button around it is named by what it does, and letters are no part of that. */}
      <span data-initials={initials(name)} className="after:content-[attr(data-initials)]" />
    </span>
  );
}
