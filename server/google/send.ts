import { gmail } from "googleapis/build/src/apis/gmail/index.js";

import type { GoogleAccess } from "./access.ts";
import { draftsClient } from "./drafts.ts";
import { GoogleError } from "./errors.ts";
import { patientCalls, singleCalls } from "./patience.ts";
import { gmailUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const userId = "me";

/** Stands in what we send beside the Message-ID, which Gmail may give anew: by it a mail is known as ours. */
export const ownMailHeader = "X-OmniCRM-Mail";

export interface SentMail {
  /** Of the message, as Gmail knows it. */
  messageId: string;
  threadId: string;
}

/** What sends: a draft, by its id. Gmail has no draft any more once it has sent it, so that no second call sends it again. */
export function sendClient(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { users } = gmail({ version: "v1", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "gmail", signal });
  const callOnce = singleCalls({ access, service: "gmail", signal });
  return {
    ...draftsClient(access, signal),

    /** The sent mail with this Message-ID, given without angle brackets. */
    async findSent(messageId: string): Promise<SentMail | null> {
      const page = await call(gmailUnits.list, (options) =>
        users.messages.list({ userId, q: `in:sent rfc822msgid:${messageId}`, maxResults: 1 }, options),
      );
      return sentMailOf(page.messages?.[0]);
    },

    /** The id of the mail that was sent in this thread as the one with this Message-ID; null where none was, or it is gone. */
    async sentIn(threadId: string, messageId: string): Promise<string | null> {
      const metadataHeaders = [ownMailHeader, "Message-ID"];
      const thread = await call(gmailUnits.thread, (options) =>
        users.threads.get({ userId, id: threadId, format: "metadata", metadataHeaders }, options),
      ).catch(nullIfGone);
      const isOurs = ({ value }: { value?: string | null }) => value?.replaceAll(/[<>\s]/g, "") === messageId;
      const found = thread?.messages?.find(
        ({ labelIds, payload }) => labelIds?.includes("SENT") && payload?.headers?.some(isOurs),
      );
      return found?.id ?? null;
    },

    /**
     * Null where Gmail has no such draft any more: it was sent, or deleted there. Asked once, as whoever asks again has
     * to look first.
     */
    async sendDraft(id: string): Promise<SentMail | null> {
      const answer = await callOnce(gmailUnits.send, (options) =>
        users.drafts.send({ userId, requestBody: { id } }, options),
      ).catch(nullIfGone);
      if (answer === null) return null;
      const sent = sentMailOf(answer);
      if (!sent) throw new GoogleError("unavailable", { reason: "unexpected_answer" });
      return sent;
    },
  };
}

const sentMailOf = (
  message: { id?: string | null; threadId?: string | null } | undefined,
): SentMail | null =>
  message?.id && message.threadId ? { messageId: message.id, threadId: message.threadId } : null;

function nullIfGone(error: unknown): null {
  if (error instanceof GoogleError && error.kind === "not_found") return null;
  throw error;
}
