import { Building2, CalendarDays, CircleCheckBig, Mail, NotebookPen, UserRound } from "lucide-react";
import Link from "next/link";

import type { Source } from "#lib/schemas/chat.ts";
import { Chip } from "#components/ui/chip.tsx";
import { Time } from "#components/ui/time.tsx";

const faces = {
  contact: { icon: UserRound, word: "Contact" },
  company: { icon: Building2, word: "Company" },
  mail: { icon: Mail, word: "Mail" },
  event: { icon: CalendarDays, word: "Event" },
  task: { icon: CircleCheckBig, word: "Task" },
  note: { icon: NotebookPen, word: "Note" },
} as const;

/** The records that an answer rests on, each with the way to it; of mails the sentences too. */
export function Sources({ items }: { items: readonly Source[] }) {
  const isCited = items.some(({ cited }) => cited);
  const quoted = items.filter(({ quote }) => quote !== undefined);
  return (
    <div className="grid min-w-0 gap-2">
      {quoted.length > 0 && (
        <ul aria-label="What the mails say" className="grid gap-2">
          {quoted.map(({ href, label, quote, saidBy }) => (
            <li key={href} className="min-w-0 border-l-2 border-border pl-2 break-words text-text-muted">
              <p>“{quote}”</p>
              {saidBy && <SaidBy {...saidBy} />}
              <Link
                href={href}
                prefetch={false}
                className="block w-fit max-w-full truncate text-small text-accent hover:underline"
              >
                {label || "Mail"}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Chips items={items} label={isCited ? "Sources" : "What was read"} />
    </div>
  );
}

/** The name and the address: a name alone anybody may call themselves. */
function SaidBy({ by, at, isOwn }: NonNullable<Source["saidBy"]>) {
  const who = isOwn ? "You" : by;
  if (who === null && at === null) return null;
  return (
    <p className="text-small break-words">
      {who ?? "Somebody"}
      {at !== null && (
        <>
          , <Time at={at} />
        </>
      )}
    </p>
  );
}

function Chips({ items, label: name }: { items: readonly Source[]; label: string }) {
  return (
    <ul aria-label={name} className="flex min-w-0 flex-wrap gap-1.5">
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
