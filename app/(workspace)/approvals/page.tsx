import type { Metadata } from "next";

import { listProposals } from "#server/registry/index.ts";
import { requireSession } from "#server/session/index.ts";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { ApprovalsView } from "#components/proposals/approvals-view.tsx";

export const metadata: Metadata = { title: "Approvals" };

export default async function ApprovalsPage() {
  const ctx = await requireSession();
  const [waiting, failed, all] = await Promise.all([
    listProposals(ctx, { status: "waiting", limit: 50 }),
    listProposals(ctx, { status: "failed", limit: 10 }),
    listProposals(ctx, { limit: 30 }),
  ]);
  return (
    <>
      <PageHeader title="Approvals" />
      <PageBody>
        <ApprovalsView
          open={[...waiting.items, ...failed.items]}
          hasMore={waiting.nextCursor !== null}
          decided={all}
        />
      </PageBody>
    </>
  );
}
