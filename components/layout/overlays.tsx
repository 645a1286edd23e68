"use client";

import { useRouter } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

import { Loaded } from "#components/ui/loaded.tsx";
import { useRights } from "#components/ui/rights.tsx";
import { useKeys } from "#components/ui/use-keys.ts";

import { pressAssistantKey } from "./assistant-state.ts";
import { navItems } from "./nav-items.ts";
import { openCommands, openKeys, overlayStore } from "./overlay-state.ts";
import type { Theme } from "./preferences.ts";
import { watchSession } from "./session-watch.ts";
import type { Waiting } from "./waiting.ts";

interface OverlaysProps {
  workspaceName: string;
  email: string;
  theme: Theme;
  waiting: Promise<Waiting>;
}

const preloadMs = 2_500;
const loadCommands = () => import("./command-menu.tsx");
const loadKeys = () => import("./keys-dialog.tsx");
const loadMore = () => import("./more-sheet.tsx");

/** The layers above every page and the keys that work everywhere. None of it is part of the first load. */
export function Overlays(props: OverlaysProps) {
  const router = useRouter();
  const open = useSyncExternalStore(overlayStore.subscribe, overlayStore.current, overlayStore.server);

  const may = useRights();
  useKeys([
    {
      keys: "mod+k",
      label: "Search and commands",
      group: "Everywhere",
      whileTyping: true,
      run: () => openCommands(),
    },
    { keys: "mod+j", label: "Assistant", group: "Everywhere", whileTyping: true, run: pressAssistantKey },
    { keys: "/", label: "Search", group: "Everywhere", run: () => openCommands() },
    ...(may("contacts:write") || may("tasks:write")
      ? [{ keys: "c", label: "New…", group: "Everywhere" as const, run: () => openCommands("New ") }]
      : []),
    { keys: "?", label: "All keys", group: "Everywhere", run: openKeys },
    ...navItems.flatMap(({ key, label, href }) =>
      key ? [{ keys: `g ${key}`, label, group: "Go to" as const, run: () => router.push(href) }] : [],
    ),
  ]);

  useEffect(watchSession, []);
  useEffect(() => {
    // Soon after the page works: what is typed right after ⌘K would be lost while the menu is fetched.
    const soon = setTimeout(() => void loadCommands(), preloadMs);
    return () => clearTimeout(soon);
  }, []);

  return (
    <>
      {open?.name === "commands" && (
        <Loaded key={open.text} load={loadCommands} props={{ text: open.text }} />
      )}
      {open?.name === "keys" && <Loaded load={loadKeys} props={{}} />}
      {open?.name === "more" && <Loaded load={loadMore} props={props} />}
    </>
  );
}
