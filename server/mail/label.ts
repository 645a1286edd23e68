import { LabelMailInput, LabelsStarted } from "#lib/schemas/mail.ts";
import { operation } from "#server/core/index.ts";
import { recordEffect } from "#server/effects/index.ts";

import type { LabelsRequest } from "./labels-effect.ts";
import { threadMails } from "./thread-mails.ts";

export const labelMail = operation({
  name: "mail.label",
  summary: "Put labels of yours on a conversation in your Gmail, or take them off",
  guidance:
    "Labels are named as Gmail shows them; one that is not there yet is made. The id of the conversation is threadId of threads_list, threads_get or interactions_search. Undone by changeSets_revert.",
  input: LabelMailInput,
  output: LabelsStarted,
  permission: "mail:write",
  effect: "external",
  joins: true,
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/mail/label" },
  refusal: ({ ctx, tx, input: { threadId } }) => threadMails(ctx, tx, threadId),
  async run({ ctx, tx, input: { threadId, add = [], remove = [] } }) {
    const mails = await threadMails(ctx, tx, threadId);
    const request: LabelsRequest = { ...mails, isArchive: false, add, remove };
    const { id, jobId } = await recordEffect(ctx, { operation: "mail.label", request: { ...request } });
    return { effectId: id, jobId, changeSetId: ctx.open.changeSetId };
  },
});
