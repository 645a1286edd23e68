import { headers } from "next/headers";
import type { ReactNode } from "react";

import { listThreads } from "#server/interactions/index.ts";
import { requireSession } from "#server/session/index.ts";
import { filterOf } from "#components/inbox/filters.ts";
import { InboxList } from "#components/inbox/inbox-list.tsx";
import { InboxPanes } from "#components/inbox/inbox-panes.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

/** The list stays as it is, scrolled and searched, while one conversation after the other is read beside it. */
export default function InboxLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Inbox" />
      <InboxPanes list={<Conversations />}>{children}</InboxPanes>
    </>
  );
}

async function Conversations() {
  const [ctx, sent] = await Promise.all([requireSession(), headers()]);
  // Layouts are not told the query; proxy.ts hands the address on.
  const filter = filterOf(new URL(sent.get("x-path") ?? "/inbox", "http://page").searchParams.get("filter"));
  const page = await listThreads(ctx, { filter });
  const isBare = page.items.length === 0 && page.nextCursor === null;
  const hasAny = !isBare || (await listThreads(ctx, { limit: 1 })).items.length > 0;
  return <InboxList first={{ filter, page, hasAny }} />;
}
