"use client";

import { Pencil } from "lucide-react";
import Link from "next/link";
import { useState, useTransition } from "react";

import type { Contact } from "#lib/schemas/contacts.ts";
import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { editContact } from "./edit-contact.ts";

const load = () => import("./company-picker.tsx");

/** Where somebody works: leads there, and is changed by choosing another. */
export function CompanyFact({ contact }: { contact: Contact }) {
  const mayWrite = useMay("contacts:write");
  const { id, version, companyId, companyName } = contact;
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const [isPending, start] = useTransition();

  const choose = (chosen: string | null) =>
    start(async () => {
      setOpen(false);
      if (chosen === companyId) return;
      const failure = await editContact(
        { id, companyId: chosen, expectedVersion: version },
        "Company changed",
      );
      if (failure) showToast({ text: failure.message, tone: "danger" });
    });

  const button = (
    <Button
      look="quiet"
      size="icon"
      className="size-7 max-md:size-9"
      aria-label="Edit company"
      aria-haspopup="dialog"
      pending={isPending}
      onPointerEnter={() => void load()}
      {...(wanted
        ? {}
        : {
            onClick: () => {
              setWanted(true);
              setOpen(true);
            },
          })}
    >
      <Pencil aria-hidden="true" className="size-3.5!" />
    </Button>
  );
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {companyId && companyName ? (
        <Link href={`/companies/${companyId}`} className="min-w-0 break-words text-accent hover:underline">
          {companyName}
        </Link>
      ) : (
        <span className="text-text-muted">None</span>
      )}
      {!mayWrite ? null : wanted ? (
        <Loaded
          load={load}
          meanwhile={button}
          props={{
            trigger: button,
            open,
            onOpenChange: setOpen,
            hasCompany: companyId !== null,
            onPick: choose,
          }}
        />
      ) : (
        button
      )}
    </span>
  );
}
