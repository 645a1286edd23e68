import type { Metadata } from "next";

import { requireSession } from "#server/session/index.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage() {
  await requireSession();
  return (
    <EmptyState>
      Choose a conversation, and it will stand here. J and K walk the list, Enter opens.
    </EmptyState>
  );
}
