"use client";

import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";

export interface WhyOf {
  recordId: string;
  /** What is asked about, in words: "Title". */
  label: string;
  /** Its columns; none for what only came with the record. */
  columns: readonly string[];
  ownId: string;
}

const load = () => import("./why-popover.tsx");

/** "why?": who or what set a value, when and from where. */
export function WhyButton(of: WhyOf) {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const button = (
    <Button
      look="quiet"
      size="small"
      className="h-6 px-1.5 text-small max-md:h-8"
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
      why?<span className="sr-only"> {of.label}</span>
    </Button>
  );
  if (!wanted) return button;
  return (
    <Loaded load={load} meanwhile={button} props={{ ...of, trigger: button, open, onOpenChange: setOpen }} />
  );
}
