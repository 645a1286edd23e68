"use client";

import { Maximize2, X } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

import { Button, buttonStyle } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useMedia } from "#components/ui/use-media.ts";

import { assistantStore, beginAssistant, closeAssistant } from "./assistant-state.ts";
import { keptThread, threadPath } from "./assistant-thread.ts";
import type { FramePreferences } from "./preferences.ts";
import { WidthHandle } from "./width-handle.tsx";

const loadPanel = () =>
  import("#components/assistant/panel.tsx").then((all) => ({ default: all.AssistantPanel }));
const loadSheet = () => import("./assistant-sheet.tsx");

/** Where the assistant stands beside a page; on phones it comes up as a sheet. Its own page has no second one. */
export function AssistantSlot({ kept }: { kept: FramePreferences["assistant"] }) {
  const pathname = usePathname();
  const router = useRouter();
  const live = useSyncExternalStore(assistantStore.subscribe, assistantStore.current, assistantStore.server);
  const isPhone = useMedia("(max-width: 767.98px)");
  const { isOpen, widthPx } = live ?? kept;
  const asked = live?.asked ?? null;
  const isElsewhere = pathname === "/assistant" || pathname.startsWith("/assistant/");
  const inSheet = isPhone && isOpen && (live?.isFresh ?? false) && !isElsewhere;
  const inPanel = isOpen && !isElsewhere && !isPhone;

  useEffect(() => beginAssistant(kept), [kept]);

  if (inSheet) return <Loaded load={loadSheet} props={{ asked, onClose: closeAssistant }} />;
  if (!inPanel) return null;
  return (
    <aside
      aria-label="Assistant"
      data-assistant
      style={{ width: widthPx }}
      className="sticky top-0 z-20 flex h-dvh max-w-[calc(100vw-4rem)] shrink-0 flex-col border-l border-border bg-surface max-xl:fixed max-xl:right-0 max-xl:shadow-float max-md:hidden"
    >
      <WidthHandle widthPx={widthPx} />
      <div className="flex h-12 shrink-0 items-center gap-1 border-b border-border pr-2 pl-4">
        <h2 className="grow text-heading font-semibold">Assistant</h2>
        <Link
          href="/assistant"
          prefetch={false}
          aria-label="Open on a page of its own"
          // Which conversation is shown is known when it is pressed.
          onNavigate={(event) => {
            event.preventDefault();
            router.push(threadPath(keptThread()));
          }}
          className={buttonStyle({ look: "quiet", size: "icon" })}
        >
          <Maximize2 aria-hidden="true" />
        </Link>
        <Button look="quiet" size="icon" aria-label="Close the assistant" onClick={closeAssistant}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <div className="flex min-h-0 grow flex-col">
        <Loaded
          load={loadPanel}
          props={{ place: "panel" as const, asked }}
          meanwhile={<Skeleton className="m-4 h-24" />}
        />
      </div>
    </aside>
  );
}
