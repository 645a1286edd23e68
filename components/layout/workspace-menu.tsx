"use client";

import { BookOpen, Keyboard, LogOut } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";

import { signOut } from "#components/actions/auth.ts";
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { forgetAll } from "./forget-all.ts";
import { openKeys } from "./overlay-state.ts";
import { keepTheme, type Theme } from "./preferences.ts";
import { tellSignedOut } from "./session-watch.ts";

interface WorkspaceMenuProps {
  email: string;
  theme: Theme;
  label: string;
  face: ReactNode;
  className: string;
}

export const themeOptions: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "Like the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export default function WorkspaceMenu({ email, theme: kept, label, face, className }: WorkspaceMenuProps) {
  const [theme, setTheme] = useState(kept);
  const leave = useSignOut();
  const choose = (next: Theme) => {
    setTheme(next);
    keepTheme(next);
  };
  const trigger = (
    <button type="button" aria-label={label} className={className}>
      {face}
    </button>
  );
  return (
    <Menu defaultOpen trigger={trigger} className="w-56">
      <p className="truncate px-2 pt-1.5 pb-1 text-small text-text-muted">{email}</p>
      <MenuChoice label="Colours" value={theme} options={themeOptions} onChange={choose} />
      <MenuSeparator />
      <MenuItem icon={<Keyboard aria-hidden="true" />} keys="?" onSelect={openKeys}>
        All keys
      </MenuItem>
      <MenuLink>
        <a href="/docs/api">
          <BookOpen aria-hidden="true" /> API documentation
        </a>
      </MenuLink>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** Ends the session; what this tab remembers of it goes too. */
export function useSignOut(): () => void {
  const [, start] = useTransition();
  return () =>
    start(async () => {
      forgetAll();
      try {
        const result = await signOut();
        if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
      } finally {
        // Going to sign in is thrown.
        tellSignedOut();
      }
    });
}
