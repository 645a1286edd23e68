import type { ReactNode } from "react";

import { requireSession } from "#server/session/index.ts";
import { describeMembership } from "#server/workspaces/index.ts";
import { Frame } from "#components/layout/frame.tsx";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const ctx = await requireSession();
  const { workspaceName, email } = await describeMembership(ctx);
  return (
    <Frame workspaceName={workspaceName} email={email}>
      {children}
    </Frame>
  );
}
