"use client";

import { type ReactNode, useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";

import type { Tag } from "./tag.ts";

interface TagPickerButtonProps {
  tags: readonly Tag[];
  /** Not offered: they are there already. */
  without?: ReadonlySet<string>;
  onPick: (tag: Tag) => void;
  children: ReactNode;
}

const load = () => import("./tag-picker.tsx");

/** Opens the tags to choose from; they are fetched when they are first wanted. */
export function TagPickerButton({ children, ...rest }: TagPickerButtonProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const button = (
    <Button
      size="small"
      aria-haspopup="dialog"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      {...(wanted
        ? {}
        : {
            onClick: () => {
              setWanted(true);
              setOpen(true);
            },
          })}
    >
      {children}
    </Button>
  );
  if (!wanted) return button;
  return (
    <Loaded
      load={load}
      meanwhile={button}
      props={{ ...rest, trigger: button, open, onOpenChange: setOpen }}
    />
  );
}
