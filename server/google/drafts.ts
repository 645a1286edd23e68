import { gmail } from "googleapis/build/src/apis/gmail/index.js";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import { patientCalls, singleCalls } from "./patience.ts";
import { gmailUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const userId = "me";

export interface GmailDraft {
  id: string;
  /** Of the message, as Gmail knows it. */
  messageId: string;
  threadId: string;
}

/** What an answer has to say so that it stands in its thread. */
export interface AnsweredMail {
  threadId: string;
  /** With its angle brackets; null where it has none. */
  messageId: string | null;
  references: string;
}

/** What we write in a mailbox: drafts, and nothing is ever sent. Throws GoogleError. */
export function draftsClient(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { users } = gmail({ version: "v1", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "gmail", signal });
  const callOnce = singleCalls({ access, service: "gmail", signal });
  return {
    /** The draft with this Message-ID, given without angle brackets. */
    async findDraft(messageId: string): Promise<GmailDraft | null> {
      const page = await call(gmailUnits.draftList, (options) =>
        users.drafts.list({ userId, q: `rfc822msgid:${messageId}`, maxResults: 1 }, options),
      );
      return draftOf(page.drafts?.[0]);
    },

    /** By Gmail's id; false where it was sent or deleted. */
    async hasDraft(id: string): Promise<boolean> {
      try {
        await call(gmailUnits.get, (options) => users.drafts.get({ userId, id, format: "minimal" }, options));
        return true;
      } catch (error) {
        if (error instanceof GoogleError && error.kind === "not_found") return false;
        throw error;
      }
    },

    /** Once only: a second call would make a second draft, so who calls again looks first. */
    async createDraft(raw: string, threadId: string | null): Promise<GmailDraft> {
      const data = await callOnce(gmailUnits.draftWrite, (options) =>
        users.drafts.create(
          {
            userId,
            requestBody: {
              message: {
                raw: Buffer.from(raw).toString("base64url"),
                ...(threadId ? { threadId } : {}),
              },
            },
          },
          options,
        ),
      );
      const draft = draftOf(data);
      if (!draft) throw new GoogleError("unavailable", { reason: "unexpected_answer" });
      return draft;
    },

    /** One that is gone is as good. */
    async deleteDraft(id: string): Promise<void> {
      await call(gmailUnits.draftWrite, (options) => users.drafts.delete({ userId, id }, options)).catch(
        (error: unknown) => {
          if (!(error instanceof GoogleError) || error.kind !== "not_found") throw error;
        },
      );
    },

    /** By Gmail's id; throws GoogleError not_found. */
    async readAnswered(id: string): Promise<AnsweredMail> {
      const message = await call(gmailUnits.get, (options) =>
        users.messages.get(
          { userId, id, format: "metadata", metadataHeaders: ["Message-ID", "References"] },
          options,
        ),
      );
      const header = (wanted: string): string | undefined =>
        message.payload?.headers?.find(({ name }) => name?.toLowerCase() === wanted)?.value ?? undefined;
      if (!message.threadId) throw new GoogleError("unavailable", { reason: "unexpected_answer" });
      return {
        threadId: message.threadId,
        messageId: header("message-id") ?? null,
        references: header("references") ?? "",
      };
    },
  };
}

interface RawDraft {
  id?: string | null;
  message?: { id?: string | null; threadId?: string | null };
}

function draftOf(draft: RawDraft | undefined): GmailDraft | null {
  const { id, message } = draft ?? {};
  return id && message?.id && message.threadId
    ? { id, messageId: message.id, threadId: message.threadId }
    : null;
}
