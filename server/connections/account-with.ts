import { and, eq } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { AppError } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import type { GoogleGrant } from "#server/google/index.ts";

import { type AccountRow, isAccount, ownAccountRow } from "./internal.ts";

/** What is missing, as people say it. */
const doing: Partial<Record<GoogleGrant, string>> = {
  gmail_compose: "write drafts",
  gmail_send: "send mail",
  gmail_modify: "archive and label mail",
  calendar_write: "write events",
};

/**
 * The caller's own account that lets us do this: the one named, else the only one. Throws not_found, forbidden with
 * where to allow it, invalid_input where several would do.
 */
export async function accountWith(
  tx: Tx,
  ctx: Context,
  { connectionId, grant }: { connectionId: string | undefined; grant: GoogleGrant },
): Promise<AccountRow> {
  const what = doing[grant] ?? "do this";
  const own = connectionId ? [await ownAccountRow(tx, ctx, connectionId)] : await ownAccounts(tx, ctx);
  const active = own.filter(({ state }) => state === "active");
  const allowed = active.filter(({ scopes }) => scopes.includes(grant));
  const [account, another] = allowed;
  if (account && !another) return account;
  if (another) {
    throw new AppError("invalid_input", "You have several Google accounts. Choose which one to use.", {
      fields: { connectionId: `One of ${allowed.map((row) => row.account).join(", ")}.` },
    });
  }
  const [closed] = active;
  throw new AppError(
    "forbidden",
    closed
      ? `OmniCRM may not ${what} for ${closed.account} yet. Allow it in Settings, Google, then ask again.`
      : `To ${what}, connect your Google account in Settings, Google, then ask again.`,
  );
}

async function ownAccounts(tx: Tx, ctx: Context): Promise<AccountRow[]> {
  const rows = await tx
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.ownerId, ctx.user.id),
        eq(connections.provider, "google"),
        eq(connections.removed, false),
      ),
    )
    .orderBy(connections.id);
  return rows.filter(isAccount);
}
