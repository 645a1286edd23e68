import { connectAccount } from "#server/connections/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { newMail, type SeedMail } from "./seed-mail.ts";

/** A Google account in which everything may be done, with these mails in its mailbox. Nothing is asked of Google. */
export async function connectEverything(
  ctx: Context,
  mails: readonly SeedMail[] = [],
): Promise<{ connectionId: string; threadIds: string[] }> {
  const { id: connectionId } = await connectAccount(ctx, {
    account: `${ctx.user.id.slice(-12)}@gmail.example`,
    grants: ["gmail", "gmail_compose", "gmail_send", "gmail_modify", "calendar", "calendar_write"],
  });
  const threadIds: string[] = [];
  for (const mail of mails) {
    const { id, threadId } = await newMail(ctx, { ...mail, raw: `From: ${mail.from}` });
    await systemPool().client`
      update crm.raw_events set source = 'gmail', connection_id = ${connectionId}, provider_item_id = ${newId()}
      where workspace_id = ${ctx.workspace.id} and interaction_id = ${id}`;
    threadIds.push(threadId);
  }
  return { connectionId, threadIds };
}
