import { ArchiveMailInput, LabelsStarted } from "#lib/schemas/mail.ts";
import { operation } from "#server/core/index.ts";
import { recordEffect } from "#server/effects/index.ts";

import type { LabelsRequest } from "./labels-effect.ts";
import { threadMails } from "./thread-mails.ts";

export const archiveMail = operation({
  name: "mail.archive",
  summary: "Archive a conversation in your Gmail: it leaves the inbox and is kept",
  guidance:
    "The id of the conversation is threadId of threads_list, threads_get or interactions_search. Undone by changeSets_revert.",
  input: ArchiveMailInput,
  output: LabelsStarted,
  permission: "mail:write",
  effect: "external",
  joins: true,
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/mail/archive" },
  refusal: ({ ctx, tx, input: { threadId } }) => threadMails(ctx, tx, threadId),
  async run({ ctx, tx, input: { threadId } }) {
    const mails = await threadMails(ctx, tx, threadId);
    const request: LabelsRequest = { ...mails, isArchive: true, add: [], remove: [] };
    const { id, jobId } = await recordEffect(ctx, { operation: "mail.archive", request: { ...request } });
    return { effectId: id, jobId, changeSetId: ctx.open.changeSetId };
  },
});
