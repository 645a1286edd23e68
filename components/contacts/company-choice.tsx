"use client";

import { Building2, X } from "lucide-react";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";

const load = () => import("./company-picker.tsx");

interface CompanyChoiceProps {
  companyId: string | null;
  /** Null where it is not there any more. */
  companyName: string | null;
  onChoose: (companyId: string | null) => void;
}

/** Narrows a list to the people of one company: typed to be found, as there may be thousands. */
export function CompanyChoice({ companyId, companyName, onChoose }: CompanyChoiceProps) {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  if (companyId !== null) {
    return (
      <Button
        aria-label={`Not only ${companyName ?? "this company"}`}
        className="max-w-56 min-w-0 shrink!"
        onClick={() => onChoose(null)}
      >
        <span className="truncate">{companyName ?? "One company"}</span> <X aria-hidden="true" />
      </Button>
    );
  }
  const button = (
    <Button
      className="font-normal max-md:grow"
      aria-haspopup="dialog"
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
      <Building2 aria-hidden="true" /> Any company
    </Button>
  );
  if (!wanted) return button;
  return (
    <Loaded
      load={load}
      meanwhile={button}
      props={{
        trigger: button,
        open,
        onOpenChange: setOpen,
        hasCompany: false,
        onlyKnown: true,
        onPick: (id: string | null) => {
          setOpen(false);
          onChoose(id);
        },
      }}
    />
  );
}
