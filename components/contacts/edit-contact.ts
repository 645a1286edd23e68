import type { Failure } from "#lib/result.ts";
import type { UpdateContactInput } from "#lib/schemas/contacts.ts";
import { updateContact } from "#components/actions/contacts.ts";

import { edited } from "./undo-edit.ts";

/** Saves a change of a contact and offers to take it back. Null when it is saved. */
export function editContact(change: UpdateContactInput, done: string): Promise<Failure | null> {
  return edited(updateContact(change), { recordId: change.id, operation: "contacts.update", done });
}
