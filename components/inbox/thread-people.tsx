"use client";

import { UserRound } from "lucide-react";
import { useState } from "react";

import type { Person } from "#lib/schemas/interactions.ts";
import { nameOf } from "#components/mail/people.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";

const shownAtFirst = 6;

/** Who takes part; who is a contact is a link to it. */
export function ThreadPeople({ people }: { people: readonly Person[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? people : people.slice(0, shownAtFirst);
  if (people.length === 0) return null;
  return (
    <ul aria-label="People" className="flex flex-wrap items-center gap-1.5">
      {shown.map((person) => (
        <li key={person.address} title={person.address} className="flex max-w-full">
          <Chip
            icon={<UserRound aria-hidden="true" />}
            {...(person.contactId ? { href: `/contacts/${person.contactId}` } : {})}
          >
            {nameOf(person)}
          </Chip>
        </li>
      ))}
      {people.length > shown.length && (
        <li>
          <Button look="quiet" size="small" onClick={() => setShowsAll(true)}>
            {people.length - shown.length} more
          </Button>
        </li>
      )}
    </ul>
  );
}
