import {
  Activity,
  BellRing,
  BriefcaseBusiness,
  Cake,
  Calendar,
  CalendarClock,
  CircleDashed,
  Clock,
  Contact,
  CornerUpLeft,
  FlaskConical,
  Gauge,
  GitBranch,
  Hand,
  Hourglass,
  ListChecks,
  LogOut,
  type LucideIcon,
  Mail,
  MailX,
  Milestone,
  Moon,
  Radio,
  Rss,
  Shuffle,
  Split,
  Tag,
  Tags,
  Target,
  Timer,
  TrafficCone,
  Trophy,
  UserCog,
  UserMinus,
  UserPen,
  UserPlus,
  Users,
  Webhook,
  Workflow,
  Zap,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { NodeCategory } from "@/lib/nodes/define-node";

/** Icons that node definitions name. One that is missing here shows as a dashed circle, and step-icon.test.ts fails. */
export const stepIcons: Readonly<Record<string, LucideIcon>> = {
  workflow: Workflow,
  "traffic-cone": TrafficCone,
  rss: Rss,
  "bell-ring": BellRing,
  "user-plus": UserPlus,
  activity: Activity,
  "corner-up-left": CornerUpLeft,
  trophy: Trophy,
  shuffle: Shuffle,
  "briefcase-business": BriefcaseBusiness,
  cake: Cake,
  calendar: Calendar,
  "calendar-clock": CalendarClock,
  clock: Clock,
  contact: Contact,
  "flask-conical": FlaskConical,
  gauge: Gauge,
  "git-branch": GitBranch,
  hand: Hand,
  hourglass: Hourglass,
  "list-checks": ListChecks,
  "log-out": LogOut,
  mail: Mail,
  "mail-x": MailX,
  milestone: Milestone,
  moon: Moon,
  radio: Radio,
  split: Split,
  tag: Tag,
  tags: Tags,
  target: Target,
  timer: Timer,
  "user-cog": UserCog,
  "user-minus": UserMinus,
  "user-pen": UserPen,
  users: Users,
  webhook: Webhook,
  zap: Zap,
};

const tints: Record<NodeCategory, string> = {
  trigger: "[--step:var(--node-trigger)]",
  message: "[--step:var(--node-message)]",
  timing: "[--step:var(--node-timing)]",
  logic: "[--step:var(--node-logic)]",
  data: "[--step:var(--node-data)]",
  end: "[--step:var(--node-end)]",
};

/** Sets `--step` to the colour of a category for everything inside. */
export function stepTint(category: NodeCategory | undefined): string {
  return tints[category ?? "end"];
}

/** The icon of a step on a tile in its category's colour. */
export function StepIcon(props: { icon: string | undefined; category: NodeCategory | undefined; small?: boolean }) {
  const Icon = stepIcons[props.icon ?? ""] ?? CircleDashed;
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex shrink-0 items-center justify-center bg-[color-mix(in_oklab,var(--step)_15%,transparent)] text-(--step)",
        props.small ? "size-7 rounded-md" : "size-9 rounded-lg",
        stepTint(props.category),
      )}
    >
      <Icon className={props.small ? "size-3.5" : "size-4.5"} />
    </span>
  );
}
