import Link from "next/link";

import { countOf } from "#lib/format/number.ts";
import type { Batch, KeptRecord } from "#lib/schemas/sync.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

/** What taking an import back left: nothing, or what somebody changed since, each by name and with why. */
export function BatchUndone({ batch }: { batch: Batch }) {
  const { kept } = batch;
  return (
    <div className="grid gap-4 p-4">
      <div>
        <Badge>Taken back</Badge>
        <ViewHeading className="mt-3">The import from {batch.fileName} was taken back</ViewHeading>
        <p role="status" className="mt-1 text-reading text-text-muted">
          {kept.length === 0
            ? "Nothing of this import is left."
            : `All but ${countOf(kept.length, "record")} that changed since, and so stayed.`}
        </p>
      </div>
      {kept.length > 0 && (
        <section aria-label="Kept">
          <ul className="rounded-control border border-border">
            {kept.map((record) => (
              <li
                key={`${record.table} ${record.id}`}
                className="flex min-h-9 flex-wrap items-center gap-x-4 border-b border-border px-3 py-1.5 last:border-b-0"
              >
                <KeptName record={record} />
                <span className="inline-block text-text-muted first-letter:uppercase">{record.why}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div>
        <Link href="/sync?new" className={buttonStyle()}>
          Bring in a mailbox
        </Link>
      </div>
    </div>
  );
}

function KeptName({ record }: { record: KeptRecord }) {
  if (record.table !== "contacts") return <span className="font-medium">{record.name}</span>;
  return (
    <Link href={`/contacts/${record.id}`} className="font-medium text-accent hover:underline">
      {record.name}
    </Link>
  );
}
