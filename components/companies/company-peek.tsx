"use client";

import Link from "next/link";
import { useEffect, useState } from "react";

import type { Failure } from "#lib/result.ts";
import type { Company } from "#lib/schemas/companies.ts";
import type { ContactPage } from "#lib/schemas/contacts.ts";
import { read } from "#components/live/read.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { DialogActions, DialogBody, Sheet } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";

const peopleShown = 8;

/** A look at a company without leaving the list. */
export default function CompanyPeek({ id, onClose }: { id: string; onClose: () => void }) {
  const [company, setCompany] = useState<Company | null>(null);
  const [people, setPeople] = useState<ContactPage | null>(null);
  const [error, setError] = useState<Failure | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    const nothing = () => undefined;
    read<Company>(`/companies/${id}`, abort.signal).then(
      (result) => (result.ok ? setCompany(result.data) : setError(result.error)),
      nothing,
    );
    read<ContactPage>(
      `/contacts?companyId=${id}&sort=lastInteraction&limit=${peopleShown}`,
      abort.signal,
    ).then((result) => (result.ok ? setPeople(result.data) : setError(result.error)), nothing);
    return () => abort.abort();
  }, [id]);

  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={company?.name ?? "Company"}>
      <DialogBody className="grow px-0">
        {error && <ErrorState className="mx-4" message={error.message} requestId={error.requestId} />}
        {company && (
          <Facts className="px-4 pb-3">
            <Fact label="Domain">{company.domain ?? "None"}</Fact>
            <Fact label="Last touch">
              {company.lastInteractionAt ? <Time at={company.lastInteractionAt} /> : "None yet"}
            </Fact>
          </Facts>
        )}
        {people && (
          <ul className="border-t border-border">
            {people.items.map((person) => (
              <li key={person.id} className="border-b border-border last:border-b-0">
                <Link
                  href={`/contacts/${person.id}`}
                  className="flex min-h-9 items-center gap-3 px-4 py-1.5 -outline-offset-2 hover:bg-sunken"
                >
                  <span className="min-w-0 grow truncate font-medium">{person.displayName}</span>
                  {person.lastInteractionAt && (
                    <Time at={person.lastInteractionAt} className="shrink-0 text-text-muted" />
                  )}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {!error && (!company || !people) && <SkeletonRows count={8} label="Loading" />}
      </DialogBody>
      <DialogActions>
        <Link href={`/companies/${id}`} className={buttonStyle({ look: "primary" })}>
          Open
        </Link>
      </DialogActions>
    </Sheet>
  );
}
