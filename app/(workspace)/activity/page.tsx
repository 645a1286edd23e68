import type { Metadata } from "next";

import { ActorKind, type ChangeSetSummary } from "#lib/schemas/change-sets.ts";
import { Id } from "#lib/schemas/common.ts";
import { getChangeSet, listChangeSets } from "#server/change-sets/index.ts";
import { type Context, toAppError } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { ActivityView } from "#components/activity/activity-view.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";

export const metadata: Metadata = { title: "Activity" };

interface ActivityProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ActivityPage({ searchParams }: ActivityProps) {
  const ctx = await requireSession();
  const query = await searchParams;
  const by = ActorKind.safeParse(query["by"]).data ?? null;
  const recordId = Id.safeParse(query["record"]).data ?? null;
  const [first, named] = await Promise.all([
    listChangeSets(ctx, { ...(by ? { actorKind: by } : {}), ...(recordId ? { recordId } : {}) }),
    namedChange(ctx, query["change"]),
  ]);
  return (
    <>
      <PageHeader title="Activity" />
      <PageBody>
        <ActivityView
          key={`${by} ${recordId} ${named?.id}`}
          first={first}
          named={named}
          filter={{ by, recordId }}
          ownId={ctx.user.id}
        />
      </PageBody>
    </>
  );
}

async function namedChange(ctx: Context, value: unknown): Promise<ChangeSetSummary | null> {
  const id = Id.safeParse(value);
  if (!id.success) return null;
  try {
    return await getChangeSet(ctx, { id: id.data, limit: 1 });
  } catch (error) {
    if (toAppError(error).code === "not_found") return null;
    throw error;
  }
}
