import type { Metadata } from "next";

import { requireSession } from "#server/session/index.ts";
import { describeSystem } from "#server/workspaces/index.ts";
import { SystemCard } from "#components/settings/system-card.tsx";

export const metadata: Metadata = { title: "System" };

export default async function SystemPage() {
  const ctx = await requireSession();
  return <SystemCard system={await describeSystem(ctx, {})} />;
}
