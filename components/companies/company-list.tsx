"use client";

import Link from "next/link";
import type { RefObject } from "react";

import { countOf, formatNumber } from "#lib/format/number.ts";
import type { CompanyPage } from "#lib/schemas/companies.ts";
import { MoreRows } from "#components/live/more-rows.tsx";
import { useRecordList } from "#components/live/use-record-list.ts";
import { useListColumns } from "#components/layout/use-list-columns.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import type { ColumnWidths } from "#components/ui/column-widths.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { IfMay, useMay } from "#components/ui/rights.tsx";

import { CompanySelection } from "./company-selection.tsx";
import { companiesHref, companiesPath, type CompanyFilter, type CompanyRow } from "./filter.ts";

const loadPeek = () => import("./company-peek.tsx");

const people = ({ peopleCount, peopleCountCapped }: CompanyRow) =>
  `${formatNumber(peopleCount)}${peopleCountCapped ? "+" : ""}`;

const columns: readonly Column<CompanyRow>[] = [
  { id: "name", heading: "Name", cell: ({ name }) => name },
  { id: "domain", heading: "Domain", width: "w-[38%]", phone: "second", cell: ({ domain }) => domain },
  {
    id: "people",
    heading: "People",
    width: "w-24",
    align: "end",
    phone: "side",
    cell: (row) => (
      <>
        <span className="font-mono max-md:hidden">{people(row)}</span>
        <span className="md:hidden">
          {row.peopleCountCapped ? `${people(row)} people` : countOf(row.peopleCount, "person", "people")}
        </span>
      </>
    ),
  },
];

interface CompanyListProps {
  first: CompanyPage;
  widths: ColumnWidths;
  filter: CompanyFilter;
  list: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
}

/** The first page came with the HTML; more comes while scrolling. */
export function CompanyList({ first, widths, filter, list, search }: CompanyListProps) {
  const mayWrite = useMay("companies:write");
  const { pages, rows, selection, peeked, closePeek, hide } = useRecordList<CompanyRow>({
    path: companiesPath(filter),
    first,
    below: "/companies",
    list,
    search,
    mayWrite,
  });
  const columnWidths = useListColumns("companies", widths);

  return (
    <>
      {rows.length === 0 && !pages.hasMore ? (
        <Nothing filter={filter} />
      ) : (
        <DataTable
          label="Companies"
          columns={columns}
          rows={rows}
          idOf={({ id }) => id}
          nameOf={({ name }) => name}
          hrefOf={({ id }) => `/companies/${id}`}
          {...(mayWrite ? { selection } : {})}
          widths={columnWidths}
        />
      )}
      <MoreRows pages={pages} />
      <CompanySelection selection={selection} bin={filter.bin} onHide={hide} />
      {peeked && <Loaded load={loadPeek} props={{ id: peeked, onClose: closePeek }} />}
    </>
  );
}

function Nothing({ filter }: { filter: CompanyFilter }) {
  if (filter.bin) {
    return (
      <EmptyState
        action={
          <Link href={companiesHref({ ...filter, bin: false })} className={buttonStyle()}>
            Back to your companies
          </Link>
        }
      >
        The bin is empty. Companies that you delete stay here, and can be restored.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <IfMay permission="sync:write">
          <Link href="/sync" className={buttonStyle({ look: "primary" })}>
            Connect your mailbox
          </Link>
        </IfMay>
      }
    >
      <IfMay
        permission="sync:write"
        otherwise="Companies will stand here once a member has added or brought in some and shares them."
      >
        The companies that people write to you from will stand here once you approve an import.
      </IfMay>
    </EmptyState>
  );
}
