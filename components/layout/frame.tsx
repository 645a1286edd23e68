import type { ReactNode } from "react";

import { offsetsOf } from "#lib/format/zone-offsets.ts";
import type { Permission } from "#lib/schemas/permissions.ts";
import { NowProvider } from "#components/ui/now.tsx";
import { RightsProvider } from "#components/ui/rights.tsx";
import { TimeZoneProvider } from "#components/ui/time-zone.tsx";
import { Toaster } from "#components/ui/toaster.tsx";

import { AssistantSlot } from "./assistant-slot.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { FocusOnNavigation } from "./focus-on-navigation.tsx";
import { Overlays } from "./overlays.tsx";
import { PageArea } from "./page-area.tsx";
import type { FramePreferences, Theme } from "./preferences.ts";
import { Sidebar } from "./sidebar.tsx";
import type { Waiting } from "./waiting.ts";

interface FrameProps {
  workspaceName: string;
  email: string;
  theme: Theme;
  preferences: FramePreferences;
  timeZone: string;
  /** What the role allows. */
  rights: readonly Permission[];
  /** When the page is written. */
  nowMs: number;
  /** Not awaited: the numbers come after the page. Never rejects. */
  waiting: Promise<Waiting>;
  children: ReactNode;
}

/** What stands around every page of a workspace. */
export function Frame({
  workspaceName,
  email,
  theme,
  preferences,
  timeZone,
  rights,
  nowMs,
  waiting,
  children,
}: FrameProps) {
  return (
    <TimeZoneProvider offsets={offsetsOf(timeZone, nowMs)}>
      <NowProvider nowMs={nowMs}>
        <RightsProvider rights={rights}>
          <a
            href="#main"
            className="sr-only rounded-control bg-raised px-3 py-2 shadow-float focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50"
          >
            Skip to content
          </a>
          <div className="flex items-start">
            <Sidebar
              workspaceName={workspaceName}
              email={email}
              theme={theme}
              initial={preferences.sidebar}
              waiting={waiting}
            />
            <main id="main" tabIndex={-1} className="min-h-dvh min-w-0 grow focus:outline-none max-md:pb-20">
              <PageArea>{children}</PageArea>
            </main>
            <AssistantSlot kept={preferences.assistant} />
          </div>
          <BottomBar waiting={waiting} />
          <Overlays workspaceName={workspaceName} email={email} theme={theme} waiting={waiting} />
          <FocusOnNavigation />
          <Toaster />
        </RightsProvider>
      </NowProvider>
    </TimeZoneProvider>
  );
}
