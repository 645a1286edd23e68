import { useEffect, useRef } from "react";

import { cn } from "#components/ui/cn.ts";

import type { Mentionable } from "./mention.ts";
import { recordFaces } from "./record-face.ts";

interface MentionListProps {
  id: string;
  items: readonly Mentionable[];
  active: number;
  onChoose: (item: Mentionable) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${String(index)}`;

/** What can be mentioned, above the field. The focus stays in the field, which says by id which of them is active. */
export function MentionList({ id, items, active, onChoose }: MentionListProps) {
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <ul
      id={id}
      role="listbox"
      aria-label="Records to mention"
      className="absolute inset-x-4 bottom-full z-10 max-h-64 overflow-y-auto rounded-card border border-border bg-raised p-1 shadow-float"
    >
      {items.map((item, index) => {
        const { icon: Icon, word } = recordFaces[item.kind];
        const isActive = index === active;
        return (
          <li
            key={`${item.kind} ${item.id}`}
            ref={isActive ? current : undefined}
            id={optionId(id, index)}
            role="option"
            aria-selected={isActive}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
            className={cn(
              "flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 hover:bg-sunken max-md:min-h-11",
              isActive && "bg-accent-soft",
            )}
          >
            <Icon role="img" aria-label={word} className="size-4 shrink-0 stroke-[1.5] text-text-muted" />
            <span className="min-w-0 truncate">{item.label}</span>
            {item.subtitle && (
              <span className="min-w-0 shrink-2 truncate text-small text-text-muted">{item.subtitle}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
