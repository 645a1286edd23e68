import { sql } from "drizzle-orm";

import { AppError, notFound } from "#lib/errors.ts";
import { accountWith } from "#server/connections/index.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

/** As many as Gmail changes at once. */
const mailsMax = 1_000;

interface Row extends Record<string, unknown> {
  connection_id: string | null;
  message_id: string | null;
}

/**
 * Where a conversation stands in the caller's own Gmail. Throws not_found, unsupported where it does not stand there,
 * forbidden where labels may not be changed.
 */
export async function threadMails(
  ctx: OperationContext,
  tx: Tx,
  threadId: string,
): Promise<{ connectionId: string; messageIds: string[] }> {
  const rows = await tx.execute<Row>(sql`
    select r.connection_id, r.provider_item_id as message_id
    from crm.threads t
      left join crm.interactions i on i.workspace_id = t.workspace_id and i.thread_id = t.id
      left join crm.raw_events r on r.workspace_id = i.workspace_id and r.interaction_id = i.id and r.source = 'gmail'
        and r.owner_id = ${ctx.user.id} and r.removed_at is null
    where t.id = ${threadId} order by i.occurred_at desc limit ${mailsMax}`);
  if (rows.length === 0) throw notFound("conversation");
  const connectionId = rows.find((row) => row.connection_id !== null)?.connection_id;
  if (!connectionId) {
    throw new AppError(
      "unsupported",
      "This conversation does not stand in your Gmail, so it cannot be sorted there.",
    );
  }
  const account = await accountWith(tx, ctx, { connectionId, grant: "gmail_modify" });
  return {
    connectionId: account.id,
    messageIds: rows.flatMap((row) =>
      row.connection_id === connectionId && row.message_id !== null ? [row.message_id] : [],
    ),
  };
}
