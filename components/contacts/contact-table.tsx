"use client";

import { countOf, formatNumber } from "#lib/format/number.ts";
import type { ContactPage } from "#lib/schemas/contacts.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Time } from "#components/ui/time.tsx";

type Row = ContactPage["items"][number];

const columns: readonly Column<Row>[] = [
  { id: "name", heading: "Name", cell: ({ displayName }) => displayName },
  {
    id: "company",
    heading: "Company",
    width: "w-[34%]",
    phone: "second",
    cell: ({ companyName }) => companyName,
  },
  {
    id: "mails",
    heading: "Mails",
    width: "w-20",
    align: "end",
    phone: "second",
    cell: ({ interactionCount }) => (
      <>
        <span className="font-mono max-md:hidden">{formatNumber(interactionCount)}</span>
        <span className="md:hidden">{countOf(interactionCount, "mail")}</span>
      </>
    ),
  },
  {
    id: "last",
    heading: "Last touch",
    width: "w-32",
    align: "end",
    phone: "side",
    cell: ({ lastInteractionAt }) => lastInteractionAt && <Time at={lastInteractionAt} />,
  },
];

/** Everybody, a row each, that opens the contact. */
export function ContactTable({ contacts }: { contacts: ContactPage["items"] }) {
  return (
    <DataTable
      label="Contacts"
      columns={columns}
      rows={contacts}
      idOf={({ id }) => id}
      nameOf={({ displayName }) => displayName}
      hrefOf={({ id }) => `/contacts/${id}`}
    />
  );
}
