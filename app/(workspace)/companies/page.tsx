import type { Metadata } from "next";
import { cookies } from "next/headers";

import { listCompanies } from "#server/companies/index.ts";
import { requireSession } from "#server/session/index.ts";
import { CompaniesSection } from "#components/companies/companies-section.tsx";
import { type CompanyFilter, companySorts } from "#components/companies/filter.ts";
import { NewCompanyButton } from "#components/companies/new-company-button.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { listColumnsFrom } from "#components/layout/preferences.ts";

import { firstRows } from "../first-rows.ts";

export const metadata: Metadata = { title: "Companies" };

interface CompaniesProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CompaniesPage({ searchParams }: CompaniesProps) {
  const ctx = await requireSession();
  const query = await searchParams;
  const filter: CompanyFilter = {
    sort: companySorts.find((sort) => sort === query["sort"]) ?? "name",
    bin: query["bin"] !== undefined,
  };
  const [first, kept] = await Promise.all([
    listCompanies(ctx, {
      limit: await firstRows(),
      sort: filter.sort,
      deleted: filter.bin ? "true" : "false",
      count: "true",
    }),
    cookies(),
  ]);
  return (
    <>
      <PageHeader title="Companies" actions={<NewCompanyButton asked={query["new"] !== undefined} />} />
      <PageBody>
        <CompaniesSection
          first={first}
          widths={listColumnsFrom((name) => kept.get(name)?.value, "companies")}
          filter={filter}
        />
      </PageBody>
    </>
  );
}
