import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";

import { Id } from "#lib/schemas/common.ts";
import { accountHealth } from "#server/connections/index.ts";
import { toAppError } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { connectionStatus, getDay, listBatches, listDays, listFailed } from "#server/sync/index.ts";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { DaysCard } from "#components/sync/account/days-card.tsx";
import { ImportsCard } from "#components/sync/account/imports-card.tsx";
import { FailedCard } from "#components/sync/account/failed-card.tsx";
import { StatusCard } from "#components/sync/account/status-card.tsx";
import { WhyCard } from "#components/sync/account/why-card.tsx";
import { TwoColumns } from "#components/sync/two-columns.tsx";
import { buttonStyle } from "#components/ui/button.tsx";

interface AccountProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const Query = z.object({
  source: z.enum(["gmail", "calendar"]).catch("gmail"),
  month: z
    .string()
    .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/)
    .nullable()
    .catch(null),
  day: z.iso.date().nullable().catch(null),
});

const readStatus = cache(async (value: string) => {
  const ctx = await requireSession();
  const id = Id.safeParse(value);
  if (!id.success) notFound();
  return connectionStatus(ctx, { id: id.data }).catch((error: unknown) => {
    if (toAppError(error).code === "not_found") notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: AccountProps): Promise<Metadata> {
  const { account, label } = await readStatus((await params).id);
  return { title: account ?? label };
}

export default async function AccountPage({ params, searchParams }: AccountProps) {
  const ctx = await requireSession();
  const status = await readStatus((await params).id);
  const { id, own, provider } = status;
  const isAccount = own && provider !== "file";
  const query = Query.parse(await searchParams);
  const month = query.month ?? new Date().toISOString().slice(0, 7);
  const year = month.slice(0, 4);
  const place = { id, source: query.source, month, day: query.day?.startsWith(month) ? query.day : null };
  const [batches, failed, health, days, open] = await Promise.all([
    listBatches(ctx, { connectionId: id, limit: 100 }),
    listFailed(ctx, { id, limit: 20 }),
    isAccount ? accountHealth(ctx, id) : null,
    isAccount
      ? listDays(ctx, { id, source: place.source, from: `${year}-01-01`, to: `${year}-12-31` })
      : null,
    isAccount && place.day ? getDay(ctx, { id, source: place.source, day: place.day }) : null,
  ]);
  const following = status.sources.filter((source) => source.following).map(({ source }) => source);
  return (
    <>
      <PageHeader title={status.account ?? status.label} isRecord />
      <PageBody>
        <TwoColumns
          main={
            <>
              {days && (
                <DaysCard
                  place={place}
                  year={days}
                  open={open}
                  sources={following.length > 0 ? following : ["gmail"]}
                  canAsk={status.state === "active" && following.includes(place.source)}
                />
              )}
              <FailedCard
                connectionId={id}
                items={failed.items}
                hasMore={failed.nextCursor !== null}
                canReplay={own && (provider === "file" || status.state === "active")}
              />
              <WhyCard />
            </>
          }
        >
          <Link href="/sync?new" className={buttonStyle({ look: "quiet", size: "small" })}>
            All connections
          </Link>
          <StatusCard status={status} health={health} />
          <ImportsCard connectionId={id} batches={batches.items} isOwn={own} />
        </TwoColumns>
      </PageBody>
    </>
  );
}
