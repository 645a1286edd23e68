"use client";

import type { ComponentProps } from "react";

import { countOf, formatNumber } from "#lib/format/number.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Selection } from "#components/ui/use-selection.ts";

import type { ContactRow } from "./filter.ts";

const columnsFor = (ownId: string): readonly Column<ContactRow>[] => [
  { id: "name", heading: "Name", cell: ({ displayName }) => displayName },
  {
    id: "company",
    heading: "Company",
    width: "w-[28%]",
    phone: "second",
    cell: ({ companyName }) => companyName,
  },
  {
    id: "last",
    heading: "Last touch",
    width: "w-32",
    phone: "side",
    cell: ({ lastInteractionAt }) =>
      lastInteractionAt ? (
        <Time at={lastInteractionAt} />
      ) : (
        <>
          <span aria-hidden="true">–</span>
          <span className="sr-only">None yet</span>
        </>
      ),
  },
  {
    id: "mails",
    heading: "Mails",
    width: "w-20",
    align: "end",
    phone: "second",
    from: "medium",
    cell: ({ interactionCount }) => (
      <>
        <span className="font-mono max-md:hidden">{formatNumber(interactionCount)}</span>
        <span className="md:hidden">{countOf(interactionCount, "mail")}</span>
      </>
    ),
  },
  {
    id: "owner",
    heading: "Owner",
    width: "w-32",
    from: "wide",
    cell: ({ ownerId, ownerName }) => (ownerId === ownId ? "You" : ownerName),
  },
];

interface ContactTableProps {
  contacts: readonly ContactRow[];
  ownId: string;
  selection?: Selection;
  widths?: ComponentProps<typeof DataTable>["widths"];
  /** Left out where the page says it. */
  withoutCompany?: boolean;
}

/** A row each, that opens the contact. */
export function ContactTable({
  contacts,
  ownId,
  selection,
  widths,
  withoutCompany = false,
}: ContactTableProps) {
  const columns = columnsFor(ownId).filter(({ id }) => !withoutCompany || id !== "company");
  return (
    <DataTable
      label="Contacts"
      columns={columns}
      rows={contacts}
      idOf={({ id }) => id}
      nameOf={({ displayName }) => displayName}
      hrefOf={({ id }) => `/contacts/${id}`}
      {...(selection ? { selection } : {})}
      {...(widths ? { widths } : {})}
    />
  );
}
