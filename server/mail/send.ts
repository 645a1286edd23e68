import { MailHeld, SendMailInput } from "#lib/schemas/mail.ts";
import { operation } from "#server/core/index.ts";
import { effectStanding, recordEffect } from "#server/effects/index.ts";

import { letterOf, requestOf } from "./letter.ts";

/** How long a mail can be called back. */
export const holdMs = 10_000;

export const sendMail = operation({
  name: "mail.send",
  summary: "Send a mail, or answer one",
  guidance:
    "An answer names the mail, of interactions_search or threads_get, as inReplyToInteractionId; to and subject may be left out then. Read mail_voice first. Where a draft is asked for, use drafts_create.",
  input: SendMailInput,
  output: MailHeld,
  permission: "mail:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/mail" },
  refusal: requestOf,
  proposed: letterOf,
  async run(call) {
    const request = await requestOf(call);
    const { id, jobId } = await recordEffect(call.ctx, {
      operation: "mail.send",
      request: { ...request },
      holdMs,
    });
    const heldUntil = (await effectStanding(call.tx, id))?.heldUntil;
    if (!heldUntil) throw new Error("a mail that is to be held is not");
    return { effectId: id, jobId, heldUntil };
  },
});
