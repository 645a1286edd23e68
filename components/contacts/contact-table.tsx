import Link from "next/link";

import { countOf, formatNumber } from "#lib/format/number.ts";
import type { ContactPage } from "#lib/schemas/contacts.ts";
import { Time } from "#components/ui/time.tsx";

const heading =
  "sticky top-0 z-10 h-8 border-b border-border bg-surface px-4 text-left font-normal text-text-muted";
const cell = "border-b border-border px-4 group-last:border-b-0";

/** 36 px rows, two lines on a small screen; the whole row opens the contact. j and k move between them. */
export function ContactTable({ contacts }: { contacts: ContactPage["items"] }) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={heading}>
            Name
          </th>
          <th scope="col" className={`${heading} w-[34%]`}>
            Company
          </th>
          <th scope="col" className={`${heading} w-20 text-right`}>
            Mails
          </th>
          <th scope="col" className={`${heading} w-32 text-right`}>
            Last touch
          </th>
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact) => (
          <tr key={contact.id} className="group relative h-9 transition-colors hover:bg-sunken max-md:h-14">
            <th scope="row" className={`${cell} max-w-0 text-left font-normal`}>
              <Link
                href={`/contacts/${contact.id}`}
                prefetch={false}
                data-row
                className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
              >
                {contact.displayName}
              </Link>
              <span className="block truncate text-small text-text-muted md:hidden">
                {contact.companyName ?? contact.primaryEmail}
              </span>
            </th>
            <td className={`${cell} truncate text-text-muted max-md:hidden`}>{contact.companyName}</td>
            <td className={`${cell} text-right font-mono tabular-nums max-md:hidden`}>
              {formatNumber(contact.interactionCount)}
            </td>
            <td className={`${cell} text-right whitespace-nowrap text-text-muted max-md:w-28`}>
              {contact.lastInteractionAt && <Time at={contact.lastInteractionAt} />}
              <span className="block text-small md:hidden">{countOf(contact.interactionCount, "mail")}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
