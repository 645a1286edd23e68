"use client";

import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";

import type { WhyOf } from "./why-of.ts";

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
      aria-label={`why? ${of.label}`}
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
      why?
    </Button>
  );
  if (!wanted) return button;
  return (
    <Loaded load={load} meanwhile={button} props={{ ...of, trigger: button, open, onOpenChange: setOpen }} />
  );
}
