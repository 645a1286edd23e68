import { gmail } from "googleapis/build/src/apis/gmail/index.js";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import { gmailHeaderNames } from "./gmail-headers.ts";
import { patientCalls } from "./patience.ts";
import { gmailUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const userId = "me";
const pageSize = 500;
/** All mail but spam, trash and drafts. */
const everything = "-in:spam -in:trash -in:drafts";

/** Of RFC 5322; whatever else stands there would be taken for another line. */
const fieldName = /^[\w-]{1,100}$/;

export interface MessageIdPage {
  /** Newest first. */
  ids: string[];
  nextPageToken: string | null;
}

/** One message as Gmail keeps it, with its labels. */
export interface GmailRaw {
  id: string;
  raw: Buffer;
  labels: string[];
  receivedAt: Date | null;
}

export interface GmailHeaders {
  id: string;
  /** The lines of the header, as mail has them. */
  lines: string;
  labels: string[];
  receivedAt: Date | null;
  byteSize: number;
}

export interface HistoryPage {
  added: { id: string; labels: string[] }[];
  nextPageToken: string | null;
  /** To go on from: digits, more than a number holds. */
  historyId: string;
}

export type GmailClient = ReturnType<typeof gmailClient>;

/** What we read of one mailbox. Every call waits where Gmail asks for it and throws GoogleError. */
export function gmailClient(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { users } = gmail({ version: "v1", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "gmail", signal });
  return {
    async profile(): Promise<{ account: string; historyId: string }> {
      const { emailAddress, historyId } = await call(gmailUnits.profile, (options) =>
        users.getProfile({ userId }, options),
      );
      return { account: (emailAddress ?? "").toLowerCase(), historyId: required(historyId) };
    },

    /** The addresses that this mailbox sends from, its own included. */
    async sendAs(): Promise<string[]> {
      const { sendAs } = await call(gmailUnits.sendAs, (options) =>
        users.settings.sendAs.list({ userId }, options),
      );
      return (sendAs ?? []).flatMap(({ sendAsEmail }) => (sendAsEmail ? [sendAsEmail.toLowerCase()] : []));
    },

    async listMessages(pageToken: string | null): Promise<MessageIdPage> {
      const page = await call(gmailUnits.list, (options) =>
        users.messages.list(
          {
            userId,
            q: everything,
            maxResults: pageSize,
            ...(pageToken ? { pageToken } : {}),
            fields: "messages/id,nextPageToken",
          },
          options,
        ),
      );
      return {
        ids: (page.messages ?? []).flatMap(({ id }) => id ?? []),
        nextPageToken: page.nextPageToken ?? null,
      };
    },

    async getRaw(id: string): Promise<GmailRaw> {
      const message = await call(gmailUnits.get, (options) =>
        users.messages.get({ userId, id, format: "raw", fields: "id,labelIds,internalDate,raw" }, options),
      );
      return {
        id,
        raw: Buffer.from(required(message.raw), "base64url"),
        labels: message.labelIds ?? [],
        receivedAt: dateOf(message.internalDate),
      };
    },

    async getHeaders(id: string): Promise<GmailHeaders> {
      const message = await call(gmailUnits.get, (options) =>
        users.messages.get(
          {
            userId,
            id,
            format: "metadata",
            metadataHeaders: [...gmailHeaderNames],
            fields: "id,labelIds,internalDate,sizeEstimate,payload/headers",
          },
          options,
        ),
      );
      const lines = (message.payload?.headers ?? []).flatMap(({ name, value }) =>
        name && value && fieldName.test(name) ? `${name}: ${value.replaceAll(/[\r\n]+\s*/g, " ")}\r\n` : [],
      );
      return {
        id,
        lines: lines.join(""),
        labels: message.labelIds ?? [],
        receivedAt: dateOf(message.internalDate),
        byteSize: message.sizeEstimate ?? 0,
      };
    },

    /** Messages that came since; throws GoogleError not_found where Gmail does not remember that far back. */
    async history(startHistoryId: string, pageToken: string | null): Promise<HistoryPage> {
      const page = await call(gmailUnits.history, (options) =>
        users.history.list(
          {
            userId,
            startHistoryId,
            historyTypes: ["messageAdded"],
            maxResults: pageSize,
            ...(pageToken ? { pageToken } : {}),
          },
          options,
        ),
      );
      const added = (page.history ?? []).flatMap(({ messagesAdded }) =>
        (messagesAdded ?? []).flatMap(({ message }) =>
          message?.id ? [{ id: message.id, labels: message.labelIds ?? [] }] : [],
        ),
      );
      return {
        added,
        nextPageToken: page.nextPageToken ?? null,
        historyId: page.historyId ?? startHistoryId,
      };
    },
  };
}

function required(value: string | null | undefined): string {
  if (!value) throw new GoogleError("unavailable", { reason: "unexpected_answer" });
  return value;
}

function dateOf(internalDate: string | null | undefined): Date | null {
  const atMs = Number(internalDate ?? Number.NaN);
  return Number.isFinite(atMs) ? new Date(atMs) : null;
}
