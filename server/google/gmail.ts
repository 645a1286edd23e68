import { gmail, type gmail_v1 } from "googleapis/build/src/apis/gmail/index.js";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import { dateOf, messageReader } from "./gmail-messages.ts";
import { patientCalls } from "./patience.ts";
import { gmailUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const userId = "me";
const pageSize = 500;
/** All mail but spam, trash and drafts. */
const everything = "-in:spam -in:trash -in:drafts";

export interface MessageIdPage {
  /** Newest first. */
  ids: string[];
  nextPageToken: string | null;
}

export interface ListedPage extends MessageIdPage {
  threadOf: ReadonlyMap<string, string>;
}

/** One thing that happened to a message; the labels of one that was added are those it has, else those it gained or lost. */
export interface MailChange {
  id: string;
  kind: "added" | "deleted" | "labelsAdded" | "labelsRemoved";
  labels: string[];
}

export interface ListChoice {
  query?: string;
  labelId?: string;
  isEverywhere?: boolean;
}

export interface GmailLabel {
  id: string;
  name: string;
  isSystem: boolean;
}

export interface HistoryPage {
  /** In the order in which they happened. */
  changes: MailChange[];
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
    ...messageReader(call, rootUrl),

    /** How long calls of these units together would wait for the quota now. */
    quotaWaitMs: (units: number): Promise<number> => access.quota.waitFor("gmail", units),

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

    /** Of all mail; of these words of Gmail's search and under this label, or everywhere a label is, bin and spam too. */
    async listMessages(
      pageToken: string | null,
      { query = "", labelId, isEverywhere = false }: ListChoice = {},
    ): Promise<ListedPage> {
      const page = await call(gmailUnits.list, (options) =>
        users.messages.list(
          {
            userId,
            ...(isEverywhere ? { includeSpamTrash: true } : { q: `${everything} ${query}`.trim() }),
            ...(labelId ? { labelIds: [labelId] } : {}),
            maxResults: pageSize,
            ...(pageToken ? { pageToken } : {}),
            fields: "messages(id,threadId),nextPageToken",
          },
          options,
        ),
      );
      return {
        ids: (page.messages ?? []).flatMap(({ id }) => id ?? []),
        threadOf: new Map(
          (page.messages ?? []).flatMap(({ id, threadId }) => (id && threadId ? [[id, threadId]] : [])),
        ),
        nextPageToken: page.nextPageToken ?? null,
      };
    },

    /** Asks Gmail to tell this topic of changes; answers until when it does, seven days at most. */
    async watch(topicName: string): Promise<Date> {
      const { expiration } = await call(gmailUnits.watch, (options) =>
        users.watch({ userId, requestBody: { topicName } }, options),
      );
      return dateOf(required(expiration)) ?? new Date();
    },

    async stopWatching(): Promise<void> {
      await call(gmailUnits.stop, (options) => users.stop({ userId }, options));
    },

    /** The ids of all labels, Gmail's own and the person's. */
    async labelIds(): Promise<string[]> {
      const { labels } = await call(gmailUnits.labels, (options) => users.labels.list({ userId }, options));
      return (labels ?? []).flatMap(({ id }) => id ?? []);
    },

    async labels(): Promise<GmailLabel[]> {
      const { labels } = await call(gmailUnits.labels, (options) =>
        users.labels.list({ userId, fields: "labels(id,name,type)" }, options),
      );
      return (labels ?? []).flatMap(({ id, name, type }) =>
        id ? [{ id, name: name ?? id, isSystem: type === "system" }] : [],
      );
    },

    /** How many messages stand under a label, wherever else they do. */
    async labelTotal(id: string): Promise<number> {
      const { messagesTotal } = await call(gmailUnits.labels, (options) =>
        users.labels.get({ userId, id, fields: "messagesTotal" }, options),
      );
      return messagesTotal ?? 0;
    },

    /** What happened since; throws GoogleError not_found where Gmail does not remember that far back. */
    async history(startHistoryId: string, pageToken: string | null): Promise<HistoryPage> {
      const page = await call(gmailUnits.history, (options) =>
        users.history.list(
          {
            userId,
            startHistoryId,
            historyTypes: ["messageAdded", "messageDeleted", "labelAdded", "labelRemoved"],
            maxResults: pageSize,
            ...(pageToken ? { pageToken } : {}),
          },
          options,
        ),
      );
      return {
        changes: (page.history ?? []).flatMap(changesOf),
        nextPageToken: page.nextPageToken ?? null,
        historyId: page.historyId ?? startHistoryId,
      };
    },
  };
}

/** Of one entry of the history. */
function changesOf(entry: gmail_v1.Schema$History): MailChange[] {
  const of = (
    kind: MailChange["kind"],
    list: { message?: gmail_v1.Schema$Message; labelIds?: string[] | null }[] | undefined,
  ) =>
    (list ?? []).flatMap(({ message, labelIds }): MailChange[] =>
      message?.id
        ? [{ id: message.id, kind, labels: (kind === "added" ? message.labelIds : labelIds) ?? [] }]
        : [],
    );
  return [
    ...of("added", entry.messagesAdded),
    ...of("labelsAdded", entry.labelsAdded),
    ...of("labelsRemoved", entry.labelsRemoved),
    ...of("deleted", entry.messagesDeleted),
  ];
}

function required(value: string | null | undefined): string {
  if (!value) throw new GoogleError("unavailable", { reason: "unexpected_answer" });
  return value;
}
