import { text, unique } from "drizzle-orm/pg-core";

import { ledgeredColumns, tenantTable } from "./tenant.ts";

/** Addresses and domains that make no contact, whatever mail or calendar brings. */
export const ignoredAddresses = tenantTable(
  "ignored_addresses",
  { kind: "ledgered" },
  {
    /** Lower case: ada@x.example, or x.example for everybody there and below. */
    value: text("value").notNull(),
    ...ledgeredColumns,
  },
  (t) => [unique("ignored_addresses_value_key").on(t.workspaceId, t.value)],
);
