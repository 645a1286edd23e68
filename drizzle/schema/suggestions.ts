import { index, text, unique, uuid } from "drizzle-orm/pg-core";

import { interactions } from "./interactions.ts";
import { audienceColumns, instant, ledgeredColumns, tenantTable, within } from "./tenant.ts";

export const suggestionKinds = ["phone", "title", "company"] as const;

/** What a mail says of whoever wrote it: its signature, or its words where a model was asked to read them. It comes and goes with the mail, and is for who may read its words. */
export const signatureFindings = tenantTable(
  "signature_findings",
  { kind: "derived", visibility: "contents" },
  {
    ...audienceColumns,
    interactionId: uuid("interaction_id").notNull(),
    /** Of the sender, lower case. */
    address: text("address").notNull(),
    kind: text("kind", { enum: suggestionKinds }).notNull(),
    /** As a contact would hold it: a number in E.164, a title, a company's name. */
    value: text("value").notNull(),
    /** The line that says so. */
    quote: text("quote").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    /** Who read it, and by which words it was asked; null where rules did. */
    model: text("model"),
    promptVersion: text("prompt_version"),
  },
  (t) => [
    unique("signature_findings_key").on(t.workspaceId, t.interactionId, t.kind, t.value),
    index("signature_findings_address_idx").on(t.workspaceId, t.address),
    within("signature_findings_interaction_fkey", [t.workspaceId, t.interactionId], interactions).onDelete(
      "cascade",
    ),
  ],
);

/** What somebody does not want to be offered again for an address; theirs alone, since it repeats words of their mail. */
export const dismissedSuggestions = tenantTable(
  "dismissed_suggestions",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    address: text("address").notNull(),
    kind: text("kind", { enum: suggestionKinds }).notNull(),
    value: text("value").notNull(),
    ...ledgeredColumns,
  },
  (t) => [unique("dismissed_suggestions_key").on(t.workspaceId, t.ownerId, t.address, t.kind, t.value)],
);
