import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";

import { Id } from "#lib/schemas/common.ts";
import { accountHealth } from "#server/connections/index.ts";
import type { DaySource } from "#lib/schemas/reconciliation.ts";
import { type Context, toAppError } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { connectionStatus, getDay, listBatches, listDays, listFailed } from "#server/sync/index.ts";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { accountWords, fileWords, undated } from "#components/sync/account/day-sums.ts";
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
  source: z.enum(["gmail", "calendar"]).nullable().catch(null),
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

/** The year that the month lies in; without one, the month that has just begun, or the last that a file has anything of. */
async function readYear(ctx: Context, of: { id: string; source: DaySource }, named: string | null) {
  const read = (year: string) => listDays(ctx, { ...of, from: `${year}-01-01`, to: `${year}-12-31` });
  const month = named ?? new Date().toISOString().slice(0, 7);
  const year = await read(month.slice(0, 4));
  const last = year.counted?.to.slice(0, 7);
  if (named !== null || of.source !== "file" || last === undefined) return { month, year };
  return { month: last, year: last.slice(0, 4) === month.slice(0, 4) ? year : await read(last.slice(0, 4)) };
}

export default async function AccountPage({ params, searchParams }: AccountProps) {
  const ctx = await requireSession();
  const status = await readStatus((await params).id);
  const { id, own, provider } = status;
  const isFile = provider === "file";
  const query = Query.parse(await searchParams);
  const following = [...new Set(status.sources.filter((one) => one.following).map((one) => one.source))];
  // An account may be followed for its calendar alone.
  const source = isFile ? "file" : (query.source ?? following[0] ?? "gmail");
  const [batches, failed, health, days] = await Promise.all([
    listBatches(ctx, { connectionId: id, limit: 100 }),
    listFailed(ctx, { id, limit: 20 }),
    own && !isFile ? accountHealth(ctx, id) : null,
    own ? readYear(ctx, { id, source }, query.month) : null,
  ]);
  const month = days?.month ?? "";
  const day = query.day === undated || (month && query.day?.startsWith(month)) ? query.day : null;
  const open = days && day ? await getDay(ctx, { id, source, day }) : null;
  const isImported = batches.items.some((one) => one.previewId !== null && one.status === "done");
  return (
    <>
      <PageHeader title={status.account ?? status.label} isRecord />
      <PageBody>
        <TwoColumns
          main={
            <>
              {days && (
                <DaysCard
                  place={{ id, source, month, day }}
                  year={days.year}
                  open={open}
                  sources={following.length > 0 ? following : ["gmail"]}
                  canAsk={
                    source === "file"
                      ? status.file?.kept === true
                      : status.state === "active" && following.includes(source)
                  }
                  canFetch={source !== "file" || isImported}
                  words={source === "file" ? fileWords(isImported) : accountWords}
                />
              )}
              <FailedCard
                connectionId={id}
                items={failed.items}
                hasMore={failed.nextCursor !== null}
                isReplayable={own && (isFile || status.state === "active")}
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
