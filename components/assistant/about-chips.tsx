import { X } from "lucide-react";

import type { NamedRecord } from "#components/layout/current-record.ts";

import { recordFaces } from "./record-face.ts";

interface AboutChipsProps {
  items: readonly NamedRecord[];
  onRemove: (item: NamedRecord) => void;
}

/** What goes with the message that is being written; each can be taken off. */
export function AboutChips({ items, onRemove }: AboutChipsProps) {
  if (items.length === 0) return null;
  return (
    <ul aria-label="Goes with your message" className="flex min-w-0 flex-wrap gap-1">
      {items.map((item) => {
        const { icon: Icon, word } = recordFaces[item.kind];
        return (
          <li
            key={`${item.kind} ${item.id}`}
            className="flex h-6 max-w-60 min-w-0 items-center gap-1 rounded-full border border-border pl-2 text-small text-text-muted max-md:h-9"
          >
            <Icon role="img" aria-label={word} className="size-3.5 shrink-0 stroke-[1.5]" />
            <span className="truncate" title={item.label}>
              {item.label}
            </span>
            <button
              type="button"
              aria-label={`Take off ${item.label}`}
              onClick={() => onRemove(item)}
              className="grid size-6 shrink-0 place-items-center rounded-full hover:bg-sunken hover:text-text max-md:size-9"
            >
              <X aria-hidden="true" className="size-3 stroke-[1.5]" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
