import { eq } from "drizzle-orm";

import { interactions } from "#drizzle/schema/interactions.ts";
import { signatureFindings } from "#drizzle/schema/suggestions.ts";
import { notFound } from "#lib/errors.ts";
import { QuoteInput, Quotes } from "#lib/schemas/suggestions.ts";
import { operation } from "#server/core/index.ts";

export const listQuotes = operation({
  name: "suggestions.quotes",
  summary: "Read what a mail's signature says, for who may read the mail",
  input: QuoteInput,
  output: Quotes,
  permission: "contacts:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/interactions/{interactionId}/signature" },
  async run({ tx, input: { interactionId } }) {
    const [mail] = await tx
      .select({ threadId: interactions.threadId })
      .from(interactions)
      .where(eq(interactions.id, interactionId));
    if (!mail) throw notFound("mail");
    const { kind, value, quote } = signatureFindings;
    const items = await tx
      .select({ kind, value, quote })
      .from(signatureFindings)
      .where(eq(signatureFindings.interactionId, interactionId))
      .orderBy(kind, value);
    return { threadId: mail.threadId, items };
  },
});
