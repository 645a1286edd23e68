import type { z } from "zod";

import { CreateDraftInput } from "#lib/schemas/drafts.ts";
import { EffectStarted } from "#lib/schemas/effects.ts";
import { accountWith } from "#server/connections/index.ts";
import { mailAddressesOf } from "#server/contacts/index.ts";
import { operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { recordEffect } from "#server/effects/index.ts";

import type { DraftRequest } from "./draft-effect.ts";
import { mailIn } from "./mail-in.ts";

interface Wanted {
  ctx: OperationContext;
  tx: Tx;
  input: z.output<typeof CreateDraftInput>;
}

export const createDraft = operation({
  name: "drafts.create",
  summary: "Write a mail draft into your Gmail; nothing is sent",
  guidance:
    "An answer names the mail, of interactions_search or threads_get, as inReplyToInteractionId. Read mail_voice first. The user sends it in Gmail.",
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
