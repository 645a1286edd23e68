import type { Metadata } from "next";

import { getUsage } from "#server/billing/index.ts";
import { listMemories } from "#server/memories/index.ts";
import { requireSession } from "#server/session/index.ts";
import { describeSystem } from "#server/workspaces/index.ts";
import { BudgetCard } from "#components/settings/budget-card.tsx";
import { MemoriesCard } from "#components/settings/memories-card.tsx";
import { ModelCard } from "#components/settings/model-card.tsx";

export const metadata: Metadata = { title: "Assistant" };

export default async function AssistantSettingsPage() {
  const ctx = await requireSession();
  const [usage, memories, { models, services }] = await Promise.all([
    getUsage(ctx, {}),
    listMemories(ctx, {}),
    describeSystem(ctx, {}),
  ]);
  const standsIn = services.some(({ name, standIn }) => name === "model" && standIn);
  return (
    <>
      <ModelCard models={models} standsIn={standsIn} />
      <MemoriesCard memories={memories} />
      <BudgetCard usage={usage} />
    </>
  );
}
