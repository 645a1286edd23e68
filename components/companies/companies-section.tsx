"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";

import type { CompanyPage } from "#lib/schemas/companies.ts";
import { SearchHits } from "#components/contacts/search-hits.tsx";
import { SearchInput } from "#components/contacts/search-input.tsx";
import { useSearchWords } from "#components/live/use-search-words.ts";
import { Card } from "#components/ui/card.tsx";
import { FilterChip } from "#components/ui/chip.tsx";
import type { ColumnWidths } from "#components/ui/column-widths.ts";
import { ListCount } from "#components/ui/list-count.tsx";
import { Select } from "#components/ui/select.tsx";

import { CompanyList } from "./company-list.tsx";
import { companiesHref, companiesPath, type CompanyFilter } from "./filter.ts";

const sorts = [
  { value: "name", label: "By name" },
  { value: "recent", label: "Newest first" },
] as const;

interface CompaniesSectionProps {
  first: CompanyPage;
  /** Of the columns, as they were left. */
  widths: ColumnWidths;
  filter: CompanyFilter;
}

/** All companies, or those searched for. */
export function CompaniesSection({ first, widths, filter }: CompaniesSectionProps) {
  const router = useRouter();
  const { typed, type, query } = useSearchWords();
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  const go = (change: Partial<CompanyFilter>) =>
    router.replace(companiesHref({ ...filter, ...change }, query), { scroll: false });

  return (
    <Card aria-label="Companies">
      <div className="flex flex-wrap items-center gap-2 border-b border-border p-2">
        <SearchInput
          ref={search}
          label="Search companies"
          placeholder="Search by name or domain"
          value={typed}
          onValueChange={type}
        />
        <Select
          aria-label="Sort"
          value={filter.sort}
          options={sorts}
          className="max-md:grow"
          onChange={(sort) => go({ sort })}
        />
        <span className="ml-auto flex items-center gap-3">
          {first.count && <ListCount count={first.count} one="company" many="companies" />}
          <FilterChip
            icon={<Trash2 aria-hidden="true" />}
            pressed={filter.bin}
            onPressedChange={(bin) => go({ bin })}
          >
            Bin
          </FilterChip>
        </span>
      </div>
      <div ref={list}>
        {query ? (
          <SearchHits key={query} query={query} kinds={["company"]} list={list} search={search} />
        ) : (
          <CompanyList
            key={companiesPath(filter)}
            first={first}
            widths={widths}
            filter={filter}
            list={list}
            search={search}
          />
        )}
      </div>
    </Card>
  );
}
