import { sql } from "drizzle-orm";
import { boolean, check, index, text } from "drizzle-orm/pg-core";

import { audienceColumns, instant, ledgeredColumns, tenantTable } from "./tenant.ts";

/** What the assistant keeps in mind about a person, theirs alone: each stands in the prompts of their conversations. */
export const memories = tenantTable(
  "memories",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    body: text("body").notNull(),
    /** Somebody else's words may have led to it. Set by the database; never cleared. */
    fromOutside: boolean("from_outside").notNull().default(false),
    deletedAt: instant("deleted_at"),
    ...ledgeredColumns,
  },
  (t) => [
    index("memories_owner_idx").on(t.workspaceId, t.ownerId, t.id),
    check("memories_body_check", sql`length(${t.body}) between 1 and 200`),
  ],
);
