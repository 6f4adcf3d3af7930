import {
  Activity,
  Inbox,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Mail,
  PieChart,
  Settings,
  Users,
  Workflow,
} from "lucide-react";

export type NavItem = {
  /** under /w/<slug>; "" is the overview */
  path: string;
  label: string;
  icon: LucideIcon;
  /** further words the command palette finds it by */
  keywords: string[];
};

export const navItems: readonly NavItem[] = [
  { path: "", label: "Overview", icon: LayoutDashboard, keywords: ["home", "dashboard"] },
  { path: "/journeys", label: "Journeys", icon: Workflow, keywords: ["automation", "canvas", "flow"] },
  { path: "/templates", label: "Emails", icon: Mail, keywords: ["templates", "design"] },
  { path: "/people", label: "People", icon: Users, keywords: ["subscribers", "contacts"] },
  { path: "/segments", label: "Segments", icon: PieChart, keywords: ["audience", "groups", "filters"] },
  { path: "/tasks", label: "Tasks", icon: ListChecks, keywords: ["to do", "team", "assigned", "calls"] },
  { path: "/inbox", label: "Inbox", icon: Inbox, keywords: ["captured", "messages", "mail"] },
  { path: "/events", label: "Events", icon: Activity, keywords: ["track", "live", "debug"] },
  { path: "/settings", label: "Settings", icon: Settings, keywords: ["keys", "members", "workspace", "sender"] },
];

/** Whether the page at `pathname` belongs to the item. */
export function isCurrent(item: NavItem, slug: string, pathname: string): boolean {
  const base = `/w/${slug}${item.path}`;
  return item.path === "" ? pathname === base : pathname === base || pathname.startsWith(`${base}/`);
}
