import { sql } from "drizzle-orm";
import { z } from "zod";

import { Id } from "#lib/schemas/common.ts";
import { SuggestionInput } from "#lib/schemas/suggestions.ts";
import { contactRow } from "#server/contacts/index.ts";
import { operation } from "#server/core/index.ts";

import { offered } from "./internal.ts";

export const dismissSuggestion = operation({
  name: "suggestions.dismiss",
  summary: "Never offer again what a contact's signature says",
  input: SuggestionInput,
  output: z.object({ contactId: Id }),
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/contacts/{contactId}/suggestions/dismiss" },
  targets: ({ contactId }) => [{ table: "contacts", id: contactId }],
  async run({ ctx, tx, input }) {
    const { contactId, kind, value } = input;
    await contactRow(tx, contactId);
    await offered(tx, input);
    await tx.execute(sql`
      insert into crm.dismissed_suggestions (id, workspace_id, owner_id, audience, address, kind, value)
      select gen_random_uuid(), ${ctx.workspace.id}, ${ctx.user.id}, 'private', i.value, ${kind}, ${value}
      from crm.contact_identities i where i.contact_id = ${contactId} and i.kind = 'email' and i.deleted_at is null
      on conflict do nothing`);
    return { contactId };
  },
});
