import { IdInput } from "#lib/schemas/common.ts";
import { Contact } from "#lib/schemas/contacts.ts";
import { operation } from "#server/core/index.ts";

import { readContact } from "./internal.ts";

export const getContact = operation({
  name: "contacts.get",
  summary: "Read a contact with its addresses, tags and last touch",
  guidance: "The id comes from contacts_list or search_query.",
  input: IdInput,
  output: Contact,
  permission: "contacts:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/contacts/{id}" },
  run: ({ tx, input }) => readContact(tx, input.id, true),
});
