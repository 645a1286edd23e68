import {
  bestName,
  companyDomain,
  decidePeople,
  headerListAddresses,
  MailCounter,
  type MailMessage,
  nameFromAddress,
} from "../mail/index.ts";
import type { NewPerson } from "./people.ts";
import type { ImportScope } from "./scope.ts";

type PeopleScope = Pick<ImportScope, "ownAddresses" | "listAddresses" | "choices" | "written">;

/**
 * Whom these messages make contacts of where nobody could read all mail before: the preview's rules, message by message,
 * so that it does not matter how an import is cut into chunks. Names are the best of all of them.
 */
export function peopleOf(
  messages: readonly MailMessage[],
  { ownAddresses, listAddresses, choices, written }: PeopleScope,
): Map<string, NewPerson> {
  const all = new MailCounter();
  const lists = new Set(listAddresses);
  for (const message of messages) {
    all.add(message);
    for (const address of headerListAddresses(message.headers)) lists.add(address);
  }
  const people = new Map<string, NewPerson>();
  const refuse = (address: string) => choices.refuse(address, written);
  for (const message of messages) {
    const one = new MailCounter();
    one.add(message);
    for (const { address } of decidePeople(one.stats(), { ownAddresses, refuse }).people) {
      if (lists.has(address)) continue;
      const names = all.stats().addresses.get(address)?.names ?? [];
      const name = bestName(names) || nameFromAddress(address);
      people.set(address, { address, name, companyDomain: companyDomain(address) });
    }
  }
  return people;
}
