import { Check, CircleDashed, CircleHelp, type LucideIcon, X } from "lucide-react";
import Link from "next/link";

import type { EventPerson, EventResponse } from "#lib/schemas/calendar.ts";
import { nameOf } from "#components/mail/people.ts";
import { cn } from "#components/ui/cn.ts";

const answers: Record<EventResponse, { icon: LucideIcon; words: string; tone: string }> = {
  accepted: { icon: Check, words: "said yes", tone: "text-positive" },
  declined: { icon: X, words: "said no", tone: "text-danger" },
  tentative: { icon: CircleHelp, words: "said maybe", tone: "text-warning" },
  waiting: { icon: CircleDashed, words: "has not answered", tone: "text-text-muted" },
};

/** Who takes part and answered what; who is a contact is a link to it. */
export function EventPeople({ people }: { people: readonly EventPerson[] }) {
  const organizers = new Set(people.filter(({ role }) => role === "organizer").map(({ address }) => address));
  const byAddress = new Map(people.map((person) => [person.address, person]));
  if (byAddress.size === 0) return null;
  return (
    <ul aria-label="People" className="grid max-h-48 grid-cols-1 overflow-y-auto">
      {[...byAddress.values()].map((person) => {
        const { contactId, address, response } = person;
        const answer = response && answers[response];
        return (
          <li key={address} title={address} className="flex min-h-7 items-center gap-2">
            {answer ? (
              <answer.icon aria-hidden="true" className={cn("size-4 shrink-0 stroke-[1.5]", answer.tone)} />
            ) : (
              <span className="size-4 shrink-0" />
            )}
            {contactId ? (
              <Link
                href={`/contacts/${contactId}`}
                prefetch={false}
                className="min-w-0 truncate leading-6 text-accent underline"
              >
                {nameOf(person)}
              </Link>
            ) : (
              <span className="min-w-0 truncate">{nameOf(person)}</span>
            )}
            {answer && <span className="sr-only">{answer.words}</span>}
            {organizers.has(address) && (
              <span className="shrink-0 text-small text-text-muted">organises</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
