import { type ApiCall, type ApiRoute, limitOf } from "../api.ts";
import type { Database } from "../database.ts";
import { notFound } from "../errors.ts";
import { mailDrafts, mailDraftsRead, mailSend } from "../oauth/scopes.ts";
import { deleteMessage } from "./change.ts";
import { type Incoming, readIncoming } from "./incoming.ts";
import { listMessages } from "./list.ts";
import { announceMail } from "./push.ts";
import { formatOf, messageResource } from "./resource.ts";
import { sendMessage } from "./send.ts";
import { addMessage, getMessage, labelsOf, rawOf, type StoredMessage } from "./store.ts";

const user = "/gmail/v1/users/:userId";
const upload = `/upload${user}`;

/** A draft is a message with the label DRAFT, and its id is the message's behind an r. */
const idOf = (message: { id: string }): string => `r${message.id}`;

function draftIn({ google: { database }, account, param }: ApiCall): StoredMessage {
  const message = getMessage(database, account, param("id").replace(/^r/, ""));
  if (!labelsOf(database, account, message.id).includes("DRAFT")) throw notFound();
  return message;
}

const create: ApiRoute["run"] = async (call) => {
  const { google, account } = call;
  const stored = addMessage(google.database, account, {
    ...(await readDraft(call)),
    labelIds: ["DRAFT"],
    dateFrom: "receipt",
  });
  announceMail(google, account);
  return { id: idOf(stored), message: messageResource(google.database, stored, "minimal") };
};

// In JSON the message stands one level deeper than where a message is sent.
async function readDraft(call: ApiCall) {
  if (!(call.headers.get("content-type") ?? "").startsWith("application/json")) return readIncoming(call);
  const { message } = await call.json();
  const inner = typeof message === "object" && message !== null ? { ...message } : {};
  return readIncoming({ ...call, json: () => Promise.resolve(inner) });
}

/** A changed draft is another message: the old one is deleted, another is added. (At Gmail the draft's own id stays.) */
const update: ApiRoute["run"] = async (call) => {
  const { google, account } = call;
  const draft = draftIn(call);
  const incoming = await readDraft(call);
  const stored = replaceDraft(google.database, account, draft.id, incoming);
  announceMail(google, account);
  return { id: idOf(stored), message: messageResource(google.database, stored, "minimal") };
};

/** What is sent is another message than the draft was. */
const send: ApiRoute["run"] = async (call) => {
  const { google, account } = call;
  const { id = "" } = await call.json();
  const draft = draftIn({ ...call, param: () => String(id) });
  const { sent, changed } = sendDraft(google.database, account, draft);
  for (const email of changed) announceMail(google, email);
  return { id: sent.id, threadId: sent.thread_id, labelIds: ["SENT"] };
};

export function replaceDraft(
  database: Database,
  account: string,
  id: string,
  incoming: Omit<Incoming, "labelIds">,
): StoredMessage {
  return database.atomically(() => {
    deleteMessage(database, account, id);
    return addMessage(database, account, {
      ...incoming,
      labelIds: ["DRAFT"],
      dateFrom: "receipt",
    });
  });
}

export function sendDraft(database: Database, account: string, draft: StoredMessage) {
  return database.atomically(() => {
    const raw = Buffer.from(rawOf(database, draft));
    deleteMessage(database, account, draft.id);
    return sendMessage(database, account, { raw, labelIds: [], threadId: undefined });
  });
}

export const draftRoutes: readonly ApiRoute[] = [
  {
    at: `GET ${user}/drafts`,
    scopes: mailDraftsRead,
    units: 5,
    run(call) {
      const { items, ...rest } = listMessages(call.google.database, call.account, {
        q: call.query.get("q") ?? "",
        labelIds: ["DRAFT"],
        includeSpamTrash: false,
        limit: limitOf(call.query, 100, 500),
        pageToken: call.query.get("pageToken"),
      });
      const drafts = items.map((item) => ({
        id: idOf(item),
        message: { id: item.id, threadId: item.thread_id },
      }));
      return { ...(drafts.length > 0 && { drafts }), ...rest };
    },
  },
  {
    at: `GET ${user}/drafts/:id`,
    scopes: mailDraftsRead,
    units: 5,
    run(call) {
      const message = draftIn(call);
      const format = formatOf(call.query.get("format"));
      return { id: idOf(message), message: messageResource(call.google.database, message, format) };
    },
  },
  { at: `POST ${user}/drafts`, scopes: mailDrafts, units: 10, run: create },
  { at: `POST ${upload}/drafts`, scopes: mailDrafts, units: 10, run: create },
  { at: `PUT ${user}/drafts/:id`, scopes: mailDrafts, units: 15, run: update },
  { at: `PUT ${upload}/drafts/:id`, scopes: mailDrafts, units: 15, run: update },
  { at: `POST ${user}/drafts/send`, scopes: mailSend, units: 100, run: send },
  {
    at: `DELETE ${user}/drafts/:id`,
    scopes: mailDrafts,
    units: 10,
    run(call) {
      deleteMessage(call.google.database, call.account, draftIn(call).id);
      announceMail(call.google, call.account);
    },
  },
];
