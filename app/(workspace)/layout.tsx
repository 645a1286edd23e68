import { cookies } from "next/headers";
import { type ReactNode, Suspense } from "react";

import { rolePermissions } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { describeMembership } from "#server/workspaces/index.ts";
import { Frame } from "#components/layout/frame.tsx";
import { framePreferencesFrom, themeFrom } from "#components/layout/preferences.ts";

import { FirstTimeZone } from "./first-time-zone.tsx";
import { ReconnectNotice } from "./reconnect-notice.tsx";
import { readWaiting } from "./waiting.ts";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const ctx = await requireSession();
  const waiting = readWaiting(ctx);
  const [{ workspaceName, email, timeZone }, kept] = await Promise.all([describeMembership(ctx), cookies()]);
  const readCookie = (name: string) => kept.get(name)?.value;
  return (
    <Frame
      workspaceName={workspaceName}
      email={email}
      theme={themeFrom(readCookie)}
      preferences={framePreferencesFrom(readCookie)}
      timeZone={timeZone}
      rights={[...rolePermissions[ctx.role]]}
      nowMs={new Date().getTime()}
      waiting={waiting}
    >
      <Suspense fallback={null}>
        <ReconnectNotice ctx={ctx} />
        <FirstTimeZone ctx={ctx} />
      </Suspense>
      {children}
    </Frame>
  );
}
