import { Archive, Tag } from "lucide-react";

import type { Thread } from "#lib/schemas/interactions.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Chip } from "#components/ui/chip.tsx";

/** Where the conversation stands in Gmail; nothing where it is in the inbox, without labels. */
export function ThreadFiling({ archived, labels }: Pick<Thread, "archived" | "labels">) {
  if (!archived && labels.length === 0) return null;
  return (
    <ul aria-label="In Gmail" className="flex flex-wrap items-center gap-1.5">
      {archived && (
        <li>
          <Badge>
            <Archive aria-hidden="true" /> Archived
          </Badge>
        </li>
      )}
      {labels.map((label) => (
        <li key={label} className="min-w-0">
          <Chip icon={<Tag aria-label="Label" />}>
            <bdi>{label}</bdi>
          </Chip>
        </li>
      ))}
    </ul>
  );
}
