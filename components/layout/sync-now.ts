import type { z } from "zod";

import type { ConnectionPage } from "#lib/schemas/sync.ts";
import { syncConnection } from "#components/actions/sync.ts";
import { read } from "#components/live/read.ts";
import { showToast } from "#components/ui/toast-store.ts";

/** Brings what is new in each of one's accounts; says what began, or why nothing did. */
export async function syncNow(go: (href: string) => void): Promise<void> {
  const page = await read<z.infer<typeof ConnectionPage>>("/connections?limit=50");
  if (!page.ok) {
    showToast({ text: page.error.message, tone: "danger" });
    return;
  }
  const accounts = page.data.items.filter(
    ({ provider, own, state }) => provider !== "file" && own && state === "active",
  );
  if (accounts.length === 0) {
    showToast({
      text: "There is no connected account to sync.",
      action: { label: "Connect one", run: () => go("/settings") },
    });
    return;
  }
  const results = await Promise.all(accounts.map(({ id }) => syncConnection({ id })));
  const failed = results.find((result) => !result.ok);
  if (failed && !failed.ok) showToast({ text: failed.error.message, tone: "danger" });
  else showToast({ text: "Syncing", action: { label: "See how far", run: () => go("/sync") } });
}
