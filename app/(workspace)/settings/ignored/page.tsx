import type { Metadata } from "next";

import { listIgnored } from "#server/ignored/index.ts";
import { requireSession } from "#server/session/index.ts";
import { IgnoredView } from "#components/settings/ignored-view.tsx";

export const metadata: Metadata = { title: "Ignored addresses" };

export default async function IgnoredPage() {
  const ctx = await requireSession();
  return <IgnoredView first={await listIgnored(ctx, { limit: 100 })} />;
}
