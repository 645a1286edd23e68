import { createHash } from "node:crypto";

import { z } from "zod";

import { googleAccess } from "#server/connections/index.ts";
import type { EffectCall, EffectDriver } from "#server/effects/index.ts";
import { draftsClient } from "#server/google/index.ts";

import { composeMail } from "./compose-mail.ts";

/** What a worker needs to write the draft. */
export const DraftRequest = z.object({
  connectionId: z.uuid(),
  from: z.string(),
  to: z.array(z.string()).min(1),
  subject: z.string(),
  body: z.string(),
  /** Gmail's id of the mail that it answers. */
  answers: z.string().nullable(),
});
export type DraftRequest = z.infer<typeof DraftRequest>;

/** The same for every attempt: by it Gmail finds the draft that an earlier one has made. */
const messageIdOf = (key: string): string =>
  `${createHash("sha256").update(key).digest("hex").slice(0, 40)}@drafts.omnicrm`;

async function clientOf({ ctx, request, signal }: EffectCall) {
  const parsed = DraftRequest.parse(request);
  return { request: parsed, drafts: draftsClient(await googleAccess(ctx, parsed.connectionId), signal) };
}

/** Drafts in Gmail. */
export const draftEffect: EffectDriver = {
  permission: "mail:write",
  async perform(call) {
    const { request, drafts } = await clientOf(call);
    const messageId = messageIdOf(call.key);
    const known = await drafts.findDraft(messageId);
    if (known) return { ...known };
    const answered = request.answers ? await drafts.readAnswered(request.answers) : null;
    const raw = composeMail({ ...request, messageId, answered, writtenAt: new Date() });
    return { ...(await drafts.createDraft(raw, answered?.threadId ?? null)) };
  },
  async undo(call) {
    const { drafts } = await clientOf(call);
    const id = call.response?.["id"] ?? (await drafts.findDraft(messageIdOf(call.key)))?.id;
    if (id) await drafts.deleteDraft(id);
  },
};
