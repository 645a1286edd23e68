import { type ApiCall, type ApiRoute, limitOf } from "../api.ts";
import { notFound } from "../errors.ts";
import { mailDrafts, mailDraftsRead } from "../oauth/scopes.ts";
import { deleteMessage } from "./change.ts";
import { readIncoming } from "./incoming.ts";
import { listMessages } from "./list.ts";
import { announceMail } from "./push.ts";
import { formatOf, messageResource } from "./resource.ts";
import { addMessage, getMessage, labelsOf, type StoredMessage } from "./store.ts";

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
