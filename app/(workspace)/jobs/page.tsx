import type { Metadata } from "next";

import { Id } from "#lib/schemas/common.ts";
import { listJobs } from "#server/jobs/index.ts";
import { requireSession } from "#server/session/index.ts";
import { type JobFilter, JobsView } from "#components/jobs/jobs-view.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";

export const metadata: Metadata = { title: "Jobs" };

interface JobsProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const filterOf = (status: unknown): JobFilter =>
  status === "running" || status === "failed" ? status : "all";

export default async function JobsPage({ searchParams }: JobsProps) {
  const ctx = await requireSession();
  const { status, job } = await searchParams;
  const filter = filterOf(status);
  const first = await listJobs(ctx, { limit: 50, ...(filter === "all" ? {} : { status: filter }) });
  return (
    <>
      <PageHeader title="Jobs" />
      <PageBody>
        <JobsView key={filter} first={first} filter={filter} openId={Id.safeParse(job).data ?? null} />
      </PageBody>
    </>
  );
}
