import { Building2, CalendarDays, CircleCheckBig, Mail, NotebookPen, UserRound } from "lucide-react";

import type { Source } from "#lib/schemas/chat.ts";
import { Chip } from "#components/ui/chip.tsx";

const faces = {
  contact: { icon: UserRound, word: "Contact" },
  company: { icon: Building2, word: "Company" },
  mail: { icon: Mail, word: "Mail" },
  event: { icon: CalendarDays, word: "Event" },
  task: { icon: CircleCheckBig, word: "Task" },
  note: { icon: NotebookPen, word: "Note" },
} as const;

/** The records that an answer rests on, each with the way to it. */
export function Sources({ items }: { items: readonly Source[] }) {
  const isCited = items.some(({ cited }) => cited);
  return (
    <ul aria-label={isCited ? "Sources" : "What was read"} className="flex min-w-0 flex-wrap gap-1.5">
      {items.map(({ kind, href, label }) => {
        const { icon: Icon, word } = faces[kind];
        return (
          <li key={href} className="max-w-60 min-w-0">
            <Chip icon={<Icon role="img" aria-label={word} />} href={href}>
              {label || word}
            </Chip>
          </li>
        );
      })}
    </ul>
  );
}
