import {
  Building2,
  CalendarDays,
  CheckCheck,
  CircleCheckBig,
  History,
  Inbox,
  ListChecks,
  type LucideIcon,
  RefreshCw,
  Settings,
  Sun,
  UsersRound,
} from "lucide-react";

import { countWords, type Waiting } from "./waiting.ts";

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Pressed after g. */
  key?: string;
  /** What waits there, where something can. */
  count?: (waiting: Waiting) => { text: string; words: string } | null;
}

const counted = (count: number, words: string) => {
  const text = countWords(count);
  return text === null ? null : { text, words: `${text} ${words}` };
};

export const navItems: readonly NavItem[] = [
  { href: "/today", label: "Today", icon: Sun, key: "t" },
  { href: "/contacts", label: "Contacts", icon: UsersRound, key: "c" },
  { href: "/companies", label: "Companies", icon: Building2, key: "o" },
  {
    href: "/tasks",
    label: "Tasks",
    icon: CircleCheckBig,
    key: "k",
    count: ({ tasks }) => counted(tasks, "due"),
  },
  {
    href: "/inbox",
    label: "Inbox",
    icon: Inbox,
    key: "i",
    count: ({ inbox }) => counted(inbox, "waiting for your answer"),
  },
  { href: "/calendar", label: "Calendar", icon: CalendarDays, key: "l" },
  {
    href: "/approvals",
    label: "Approvals",
    icon: CheckCheck,
    key: "a",
    count: ({ approvals }) => counted(approvals, "waiting for you"),
  },
  { href: "/sync", label: "Sync", icon: RefreshCw, key: "s" },
  { href: "/jobs", label: "Jobs", icon: ListChecks, key: "j" },
  { href: "/activity", label: "Activity", icon: History, key: "v" },
  { href: "/settings", label: "Settings", icon: Settings, key: "e" },
];

/** Whether a page belongs to an item: itself, or what lies below it. */
export const isWithin = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);
