import type { ReactNode } from "react";

import { sessionContext } from "#server/session/index.ts";

import WorkspaceLayout from "../(workspace)/layout.tsx";

/** Whoever is signed in stays in the frame; others are not sent to sign in for what is not there. */
export default async function NowhereLayout({ children }: { children: ReactNode }) {
  const ctx = await sessionContext().catch(() => null);
  return ctx ? <WorkspaceLayout>{children}</WorkspaceLayout> : children;
}
