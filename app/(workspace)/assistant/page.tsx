import type { Metadata } from "next";

import { requireSession } from "#server/session/index.ts";
import { AssistantPanel } from "#components/assistant/panel.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export const metadata: Metadata = { title: "Assistant" };

export default async function AssistantPage() {
  await requireSession();
  return (
    <div className="flex h-dvh flex-col max-md:h-[calc(100dvh-5rem)]">
      <PageHeader title="Assistant" />
      <div className="mx-auto flex min-h-0 w-full max-w-3xl grow flex-col">
        <AssistantPanel place="page" asked={null} />
      </div>
    </div>
  );
}
