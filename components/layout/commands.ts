import { FileUp, type LucideIcon, Plus, RefreshCw, SunMoon } from "lucide-react";

import type { Permission } from "#lib/schemas/permissions.ts";

import { navItems } from "./nav-items.ts";
import { keepTheme } from "./preferences.ts";
import { syncNow } from "./sync-now.ts";

export interface Command {
  id: string;
  label: string;
  /** Other words that lead to it. */
  also?: string;
  icon: LucideIcon;
  keys?: string;
  /** What it does, or leads to, wants. */
  permission?: Permission;
  run: (go: (href: string) => void) => void;
}

const actions: readonly Command[] = [
  {
    id: "new-contact",
    label: "New contact",
    also: "add create person",
    icon: Plus,
    permission: "contacts:write",
    run: (go) => go("/contacts?new"),
  },
  {
    id: "new-task",
    label: "New task",
    also: "add create to-do reminder",
    icon: Plus,
    permission: "tasks:write",
    run: (go) => go("/tasks?new"),
  },
  {
    id: "import",
    label: "Import a file",
    also: "upload mbox mailbox",
    icon: FileUp,
    permission: "sync:write",
    run: (go) => go("/sync?new"),
  },
  {
    id: "sync",
    label: "Sync now",
    also: "refresh gmail calendar fetch",
    icon: RefreshCw,
    permission: "sync:write",
    run: (go) => void syncNow(go),
  },
  {
    id: "theme",
    label: "Switch between light and dark",
    also: "theme colours mode",
    icon: SunMoon,
    run: turnTheme,
  },
];

const pages: readonly Command[] = navItems.map(({ href, label, icon, key }) => ({
  id: href,
  label: `Go to ${label}`,
  icon,
  ...(key ? { keys: `g ${key}` } : {}),
  run: (go) => go(href),
}));

/** Those whose words begin with what was typed, in any order, and that the role allows; all of them for nothing. */
export function commandsFor(
  typed: string,
  may: (permission: Permission) => boolean,
): { actions: Command[]; pages: Command[] } {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, also = "", permission }: Command) => {
    if (permission && !may(permission)) return false;
    const has = `${label} ${also}`.toLowerCase().split(/\s+/);
    return wanted.every((word) => has.some((one) => one.startsWith(word)));
  };
  return { actions: actions.filter(fits), pages: pages.filter(fits) };
}

function turnTheme(): void {
  const chosen = document.documentElement.dataset["theme"];
  const isDark =
    chosen === "dark" || (chosen !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  keepTheme(isDark ? "light" : "dark");
}
