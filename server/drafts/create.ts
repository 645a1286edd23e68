import { and, eq } from "drizzle-orm";
import type { z } from "zod";

import { interactions } from "#drizzle/schema/interactions.ts";
import { rawEvents } from "#drizzle/schema/sync.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { CreateDraftInput } from "#lib/schemas/drafts.ts";
import { EffectStarted } from "#lib/schemas/effects.ts";
import { accountWith } from "#server/connections/index.ts";
import { mailAddressesOf } from "#server/contacts/index.ts";
import { operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { recordEffect } from "#server/effects/index.ts";

import type { DraftRequest } from "./draft-effect.ts";

interface Wanted {
  ctx: OperationContext;
  tx: Tx;
  input: z.output<typeof CreateDraftInput>;
}

export const createDraft = operation({
  name: "drafts.create",
  summary: "Write a mail draft into your Gmail; nothing is sent",
  guidance:
    "The id of a contact comes from search_query or contacts_list. For an answer give the mail's id from interactions_search or threads_get as inReplyToInteractionId. The user reads and sends it in Gmail.",
  input: CreateDraftInput,
  output: EffectStarted,
  permission: "mail:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/drafts" },
  refusal: requestOf,
  async run(wanted) {
    const request = await requestOf(wanted);
    const { id, jobId } = await recordEffect(wanted.ctx, {
      operation: "drafts.create",
      request: { ...request },
    });
    return { effectId: id, jobId };
  },
});

async function requestOf({ ctx, tx, input }: Wanted): Promise<DraftRequest> {
  const { contactId, to = [], subject, body, inReplyToInteractionId, connectionId } = input;
  const account = await accountWith(tx, ctx, { connectionId, grant: "gmail_compose" });
  const addresses = [...(contactId ? await mailAddressesOf(tx, [contactId]) : []), ...to];
  return {
    connectionId: account.id,
    from: account.account,
    to: [...new Set(addresses)],
    subject,
    body,
    answers: inReplyToInteractionId ? await mailIn(tx, account, inReplyToInteractionId) : null,
  };
}

/** Gmail's id of the mail in this account. */
async function mailIn(
  tx: Tx,
  account: { id: string; account: string },
  interactionId: string,
): Promise<string> {
  const [mail] = await tx
    .select({ id: interactions.id })
    .from(interactions)
    .where(and(eq(interactions.id, interactionId), eq(interactions.kind, "email")));
  if (!mail) throw notFound("mail");
  const [item] = await tx
    .select({ id: rawEvents.providerItemId })
    .from(rawEvents)
    .where(and(eq(rawEvents.interactionId, interactionId), eq(rawEvents.connectionId, account.id)));
  if (item) return item.id;
  throw new AppError(
    "unsupported",
    `That mail is not in ${account.account}, so an answer cannot stand in its thread. Write a new mail instead.`,
  );
}
