import type { Metadata } from "next";

import { listApiKeys } from "#server/api-keys/index.ts";
import { requireSession } from "#server/session/index.ts";
import { KeysView } from "#components/settings/keys-view.tsx";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  const ctx = await requireSession();
  return <KeysView first={await listApiKeys(ctx, {})} ownId={ctx.user.id} role={ctx.role} />;
}
