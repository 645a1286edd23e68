import type { Metadata } from "next";
import type { ReactNode } from "react";

import { listThreads } from "#server/chat/index.ts";
import { requireSession } from "#server/session/index.ts";
import { describeSystem } from "#server/workspaces/index.ts";
import { AssistantPanel } from "#components/assistant/panel.tsx";
import { modelOf } from "#components/assistant/model-in-use.ts";
import { PageHeader } from "#components/layout/page-header.tsx";

export const metadata: Metadata = { title: "Assistant" };

/** The conversation stands here, so that going from one to another, or beginning one, does not take it down. */
export default async function AssistantLayout({ children }: { children: ReactNode }) {
  const ctx = await requireSession();
  const [threads, system] = await Promise.all([listThreads(ctx, { limit: 30 }), describeSystem(ctx, {})]);
  return (
    <div className="flex h-dvh flex-col max-md:h-[calc(100dvh-5rem)]">
      <div className="shrink-0">
        <PageHeader title="Assistant" />
      </div>
      <AssistantPanel place="page" asked={null} threads={threads} model={modelOf(system)} />
      {children}
    </div>
  );
}
