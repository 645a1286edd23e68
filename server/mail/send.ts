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
    "For an answer give the mail's id from interactions_search or threads_get as inReplyToInteractionId: then recipient and subject may be left out. First read mail_voice, and write as the user does there. Use drafts_create where the user asks for a draft. The id of a contact comes from search_query or contacts_list.",
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
