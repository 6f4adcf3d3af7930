import { formatChange, formatCount } from "@/components/charts/format-number";
import { Sparkline } from "@/components/charts/sparkline";
import { cn } from "@/components/ui/cn";
import type { Overview } from "@/lib/api/schemas/activity";
import { compareShares, compareWeeks, type WeekFigure } from "./compare-weeks";

type Day = Overview["series"][number];

/** The week in five figures, each beside the week before. */
export function Figures({ overview }: { overview: Overview }) {
  const days = (pick: (day: Day) => number) => overview.series.map(pick);
  const opened = days((day) => day.opened);
  const sent = days((day) => day.sent);
  return (
    <section aria-label="The last seven days" className="rounded-xl border border-border bg-card shadow-xs">
      <div className="grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-5">
        <Cell title="In journeys now" className="max-sm:col-span-2">
          <p className={valueClasses}>{formatCount(overview.active_enrollments)}</p>
          <p className="text-muted-foreground text-xs">
            of {formatCount(overview.subscribers.total)} {overview.subscribers.total === 1 ? "person" : "people"}
          </p>
        </Cell>
        <Trend title="Entered" figure={compareWeeks(days((day) => day.entered))} colour="var(--chart-3)" />
        <Trend title="Emails sent" figure={compareWeeks(sent)} colour="var(--chart-1)" />
        <Trend title="Open rate" figure={compareShares(opened, sent)} colour="var(--chart-2)" share />
        <Trend title="Conversions" figure={compareWeeks(days((day) => day.converted))} colour="var(--chart-4)" />
      </div>
    </section>
  );
}

const valueClasses = "font-semibold text-[1.75rem] tabular-nums leading-tight tracking-tight";

function Cell({ title, className, children }: { title: string; className?: string; children: React.ReactNode }) {
  return (
    <div
      className={cn(
        "flex min-w-0 flex-col gap-0.5 border-border p-5 max-lg:border-b max-lg:[&:nth-last-child(-n+2)]:border-b-0 lg:border-r lg:last:border-r-0",
        className,
      )}
    >
      <h2 className="text-muted-foreground text-[0.8125rem]">{title}</h2>
      {children}
    </div>
  );
}

type TrendProps = { title: string; figure: WeekFigure; colour: string; share?: boolean };

function Trend({ title, figure, colour, share }: TrendProps) {
  const words = share ? pointsWords(figure) : formatChange(figure.now, figure.before);
  return (
    <Cell title={title}>
      <p className={valueClasses}>{share ? `${figure.now.toFixed(1)} %` : formatCount(figure.now)}</p>
      <p className="text-muted-foreground text-xs">{words} vs. week before</p>
      <Sparkline values={figure.trend} colour={colour} className="mt-auto pt-2" />
    </Cell>
  );
}

/** Shares are compared in points: "+4.2 pts". */
function pointsWords({ now, before }: WeekFigure): string {
  const points = now - before;
  if (Math.abs(points) < 0.05) return "no change";
  return `${points < 0 ? "−" : "+"}${Math.abs(points).toFixed(1)} pts`;
}
