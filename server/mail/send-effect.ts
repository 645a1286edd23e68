import { createHash } from "node:crypto";

import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { askForSync, googleAccess } from "#server/connections/index.ts";
import { composeMail } from "#server/drafts/index.ts";
import type { EffectCall, EffectDriver, EffectResponse } from "#server/effects/index.ts";
import { ownMailHeader, sendClient } from "#server/google/index.ts";

/** What a worker needs to send the mail. */
export const SendRequest = z.object({
  connectionId: z.uuid(),
  from: z.string(),
  to: z.array(z.string()).min(1),
  cc: z.array(z.string()),
  subject: z.string(),
  body: z.string(),
  /** Gmail's id of the mail that it answers. */
  answers: z.string().nullable(),
});
export type SendRequest = z.infer<typeof SendRequest>;

/** Noted before Gmail is told to send it: from then on no other draft is made for this mail. */
const Doing = z.object({
  draftId: z.string(),
  threadId: z.string(),
});

/** The same for every attempt: by it Gmail finds what an earlier one has sent. */
const messageIdOf = (key: string): string =>
  `${createHash("sha256").update(key).digest("hex").slice(0, 40)}@mail.omnicrm`;

type Mailbox = ReturnType<typeof sendClient>;

async function clientOf({ ctx, request, signal }: EffectCall) {
  const parsed = SendRequest.parse(request);
  return { request: parsed, mailbox: sendClient(await googleAccess(ctx, parsed.connectionId), signal) };
}

/**
 * Mail that goes out, once: whatever an earlier attempt has sent is looked for first, and what is sent is one draft,
 * which Gmail sends no second time.
 */
export const sendEffect: EffectDriver = {
  permission: "mail:write",
  async perform(call) {
    const { request, mailbox } = await clientOf(call);
    const messageId = messageIdOf(call.key);
    const known = await sentBefore(mailbox, messageId, call.doing);
    if (known) return known;
    const doing = call.doing ?? (await draft(call, mailbox, request));
    const sent =
      (await mailbox.sendDraft(Doing.parse(doing).draftId)) ?? (await sentBefore(mailbox, messageId, doing));
    if (sent) return { ...sent };
    throw new AppError(
      "gone",
      "Gmail does not have this mail to send any more: it went out already, or was deleted there. Look into Sent in Gmail before you write it again.",
    );
  },
  /** Of what was called back before it was sent: the draft, where one was made. */
  async undo(call) {
    const doing = Doing.safeParse(call.doing);
    if (!doing.success) return;
    const { mailbox } = await clientOf(call);
    await mailbox.deleteDraft(doing.data.draftId);
  },
  async settled(ctx, request) {
    const { connectionId } = SendRequest.parse(request);
    await askForSync(ctx, connectionId);
  },
};

/**
 * Gmail may give what it sends a Message-ID of its own, or not find it by that yet: then it is what stands in the thread and
 * says itself that it is this mail. Whatever else is new there the person wrote, also where they deleted the draft.
 */
async function sentBefore(
  mailbox: Mailbox,
  messageId: string,
  noted: EffectResponse | null,
): Promise<EffectResponse | null> {
  const found = await mailbox.findSent(messageId);
  if (found) return { ...found };
  const doing = Doing.safeParse(noted).data;
  if (!doing || (await mailbox.hasDraft(doing.draftId))) return null;
  const sent = await mailbox.sentIn(doing.threadId, messageId);
  return sent === null ? null : { messageId: sent, threadId: doing.threadId };
}

async function draft(call: EffectCall, mailbox: Mailbox, request: SendRequest): Promise<EffectResponse> {
  const messageId = messageIdOf(call.key);
  const made = (await mailbox.findDraft(messageId)) ?? (await write());
  const doing = { draftId: made.id, threadId: made.threadId };
  await call.note(doing);
  return doing;

  async function write() {
    const answered = request.answers ? await mailbox.readAnswered(request.answers) : null;
    const raw = composeMail({ ...request, messageId, answered, writtenAt: new Date(), mark: ownMailHeader });
    return mailbox.createDraft(raw, answered?.threadId ?? null);
  }
}
