import { sql } from "drizzle-orm";
import { z } from "zod";

import { Id } from "#lib/schemas/common.ts";
import { SuggestionInput } from "#lib/schemas/suggestions.ts";
import { contactRow } from "#server/contacts/index.ts";
import { operation } from "#server/core/index.ts";

export const restoreSuggestion = operation({
  name: "suggestions.restore",
  summary: "Offer again what was dismissed",
  input: SuggestionInput,
  output: z.object({ contactId: Id }),
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/contacts/{contactId}/suggestions/restore" },
  targets: ({ contactId }) => [{ table: "contacts", id: contactId }],
  async run({ ctx, tx, input: { contactId, kind, value } }) {
    await contactRow(tx, contactId);
    await tx.execute(sql`
      delete from crm.dismissed_suggestions where owner_id = ${ctx.user.id} and kind = ${kind} and value = ${value}
        and address in (select i.value from crm.contact_identities i where i.contact_id = ${contactId} and i.kind = 'email')`);
    return { contactId };
  },
});
