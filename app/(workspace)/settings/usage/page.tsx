import type { Metadata } from "next";

import { usageSpans } from "#lib/schemas/usage.ts";
import { listBudgets, listCalls, reportUsage } from "#server/billing/index.ts";
import { requireSession } from "#server/session/index.ts";
import { BudgetsCard } from "#components/settings/usage/budgets-card.tsx";
import { CallsCard } from "#components/settings/usage/calls-card.tsx";
import { UsageCard } from "#components/settings/usage/usage-card.tsx";

export const metadata: Metadata = { title: "Usage" };

export default async function UsageSettingsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await requireSession();
  const { days: asked } = await searchParams;
  const days = usageSpans.find((span) => span === asked) ?? "30";
  const [report, budgets, calls] = await Promise.all([
    reportUsage(ctx, { days }),
    listBudgets(ctx, {}),
    listCalls(ctx, { limit: 20 }),
  ]);
  return (
    <>
      <UsageCard report={report} days={days} />
      <BudgetsCard budgets={budgets} />
      <CallsCard first={calls} keepsBodies={budgets.keepBodies} />
    </>
  );
}
