"use client";

import { useTransition } from "react";

import type { Result } from "#lib/result.ts";
import type { Permission } from "#lib/schemas/permissions.ts";
import { deleteCompany, restoreCompany } from "#components/actions/companies.ts";
import { deleteContact, restoreContact } from "#components/actions/contacts.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";

interface InBinProps {
  kind: "contact" | "company";
  id: string;
  name: string;
  deletedAt: string;
}

type Change = (input: { id: string }) => Promise<Result<unknown>>;
const changes: Record<InBinProps["kind"], { permission: Permission; restore: Change; remove: Change }> = {
  contact: { permission: "contacts:write", restore: restoreContact, remove: deleteContact },
  company: { permission: "companies:write", restore: restoreCompany, remove: deleteCompany },
};

/** Says above a record that it lies in the bin, with the way out. */
export function InBin({ kind, id, name, deletedAt }: InBinProps) {
  const [isPending, start] = useTransition();
  const { permission, restore, remove } = changes[kind];
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-border bg-surface px-4 py-2">
      <p className="grow">
        This {kind} is in the bin since <Time at={deletedAt} />.
      </p>
      <IfMay permission={permission}>
        <Button
          size="small"
          pending={isPending}
          onClick={() =>
            start(async () => {
              await act(
                () => restore({ id }),
                `${name} is back`,
                () => remove({ id }),
              );
            })
          }
        >
          Restore
        </Button>
      </IfMay>
    </div>
  );
}
