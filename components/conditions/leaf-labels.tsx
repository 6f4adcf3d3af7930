import {
  Clock,
  FlaskConical,
  Mail,
  MousePointerClick,
  Route,
  ShieldCheck,
  Tag,
  UserRound,
  Users,
  Zap,
} from "lucide-react";
import type { ReactNode } from "react";
import type { LeafKind } from "./condition-model";

export const leafLabels: Record<LeafKind, { label: string; help: string; icon: ReactNode }> = {
  person: { label: "Person", help: "A field or attribute of the person", icon: <UserRound /> },
  event_property: { label: "Event property", help: "What came with the event", icon: <Zap /> },
  did_event: {
    label: "Did something",
    help: "An event happened or not, how often, and totals",
    icon: <MousePointerClick />,
  },
  message: { label: "Email engagement", help: "Opened or clicked an email", icon: <Mail /> },
  segment: { label: "Segment", help: "Is a member of a segment", icon: <Users /> },
  tag: { label: "Tag", help: "Carries a tag", icon: <Tag /> },
  consent: { label: "Consent", help: "May be mailed, unsubscribed, suppressed", icon: <ShieldCheck /> },
  time: { label: "Time now", help: "Hour, weekday or date where they live", icon: <Clock /> },
  arm: { label: "Arm taken", help: "Which arm of a test they got", icon: <FlaskConical /> },
  visits: { label: "Path so far", help: "How often they passed a step", icon: <Route /> },
};
