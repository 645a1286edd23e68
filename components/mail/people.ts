import type { Interaction, Person } from "#lib/schemas/interactions.ts";

export const nameOf = ({ name, address }: Pick<Person, "name" | "address">): string => name || address;

/** "Ada Byron, Ben Kay and 3 more". */
export function namesOf(people: readonly Pick<Person, "name" | "address">[], total = people.length): string {
  const most = 3;
  const shown = people.slice(0, total > most + 1 ? most : most + 1).map(nameOf);
  const more = total - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

const receives = new Set(["to", "cc", "bcc", "attendee"]);

/** Who a mail went to. */
export const receiversOf = ({ participants }: Interaction) =>
  participants.filter(({ role }) => receives.has(role));

/** Everybody who takes part, once each, who wrote first. A mailbox's own address comes last. */
export function everybodyIn(interactions: readonly Interaction[]): Person[] {
  const people = new Map<string, Person>();
  const own = new Set<string>();
  for (const { direction, from, participants } of interactions) {
    if (direction === "outbound" && from) own.add(from.address);
    for (const person of from ? [from, ...participants] : participants) {
      const known = people.get(person.address);
      const { contactId, name, address } = person;
      people.set(address, {
        contactId: known?.contactId ?? contactId,
        name: known?.name ?? name,
        address,
      });
    }
  }
  return [...people.values()].filter(({ address }) => !own.has(address));
}
