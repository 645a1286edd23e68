import { type ApiCall, type ApiRoute, limitOf, textList } from "../api.ts";
import { GoogleError } from "../errors.ts";
import { mailChange, mailDelete, mailInsert, mailRead, mailSend, onlyMetadata } from "../oauth/scopes.ts";
import { changeLabels, deleteMessage, refuseUnknown } from "./change.ts";
import { readIncoming } from "./incoming.ts";
import { type ListQuery, listMessages } from "./list.ts";
import { announceMail } from "./push.ts";
import { attachmentResource, formatOf, messageResource } from "./resource.ts";
import { sendMessage } from "./send.ts";
import { addMessage, getMessage } from "./store.ts";

const user = "/gmail/v1/users/:userId";
const upload = `/upload${user}`;

export function listQueryOf({ query, scopes }: ApiCall): ListQuery {
  const q = query.get("q") ?? "";
  if (q !== "" && onlyMetadata(scopes)) {
    throw new GoogleError(403, "forbidden", "Metadata scope does not support 'q' parameter");
  }
  return {
    q,
    labelIds: query.getAll("labelIds"),
    includeSpamTrash: query.get("includeSpamTrash") === "true",
    limit: limitOf(query, 100, 500),
    pageToken: query.get("pageToken"),
  };
}

const list: ApiRoute["run"] = (call) => {
  const { items, ...rest } = listMessages(call.google.database, call.account, listQueryOf(call));
  const messages = items.map(({ id, thread_id }) => ({ id, threadId: thread_id }));
  return { ...(messages.length > 0 && { messages }), ...rest };
};

const get: ApiRoute["run"] = ({ google, account, param, query, scopes }) => {
  const format = formatOf(query.get("format"));
  if ((format === "full" || format === "raw") && onlyMetadata(scopes)) {
    throw new GoogleError(403, "forbidden", `Metadata scope doesn't allow format ${format.toUpperCase()}`);
  }
  const message = getMessage(google.database, account, param("id"));
  return messageResource(google.database, message, format, query.getAll("metadataHeaders"));
};

const send: ApiRoute["run"] = async (call) => {
  const { google, account } = call;
  const { sent, changed } = sendMessage(google.database, account, await readIncoming(call));
  for (const email of changed) announceMail(google, email);
  return { id: sent.id, threadId: sent.thread_id, labelIds: ["SENT"] };
};

// Import dates by the header unless told otherwise, insert by receipt.
const add =
  (usualSource: "dateHeader" | "receivedTime"): ApiRoute["run"] =>
  async (call) => {
    const { google, account, query } = call;
    const incoming = await readIncoming(call);
    refuseUnknown(google.database, account, incoming.labelIds);
    const byHeader = (query.get("internalDateSource") ?? usualSource) === "dateHeader";
    const stored = addMessage(google.database, account, {
      ...incoming,
      dateFrom: byHeader ? "header" : "receipt",
    });
    announceMail(google, account);
    return messageResource(google.database, stored, "minimal");
  };

const modify =
  (
    changeOf: (body: Readonly<Record<string, unknown>>) => { add: string[]; remove: string[] },
  ): ApiRoute["run"] =>
  async ({ google, account, param, json }) => {
    const stored = changeLabels(google.database, account, param("id"), changeOf(await json()));
    announceMail(google, account);
    return messageResource(google.database, stored, "minimal");
  };
export const asked = (body: Readonly<Record<string, unknown>>): { add: string[]; remove: string[] } => ({
  add: textList(body["addLabelIds"]),
  remove: textList(body["removeLabelIds"]),
});

const batch =
  (work: (call: ApiCall, ids: string[], body: Readonly<Record<string, unknown>>) => void): ApiRoute["run"] =>
  async (call) => {
    const body = await call.json();
    call.google.database.atomically(() => {
      work(call, textList(body["ids"]), body);
    });
    announceMail(call.google, call.account);
  };

export const messageRoutes: readonly ApiRoute[] = [
  { at: `GET ${user}/messages`, scopes: mailRead, units: 5, run: list },
  { at: `GET ${user}/messages/:id`, scopes: mailRead, units: 20, run: get },
  {
    at: `GET ${user}/messages/:id/attachments/:attachmentId`,
    scopes: mailRead,
    units: 20,
    run: ({ google: { database }, account, param }) =>
      attachmentResource(database, getMessage(database, account, param("id")), param("attachmentId")),
  },
  {
    at: `POST ${user}/messages/batchModify`,
    scopes: mailChange,
    units: 50,
    run: batch(({ google, account }, ids, body) => {
      for (const id of ids) changeLabels(google.database, account, id, asked(body));
    }),
  },
  {
    at: `POST ${user}/messages/batchDelete`,
    scopes: mailDelete,
    units: 50,
    run: batch(({ google, account }, ids) => {
      for (const id of ids) deleteMessage(google.database, account, id);
    }),
  },
  { at: `POST ${user}/messages/send`, scopes: mailSend, units: 100, run: send },
  { at: `POST ${upload}/messages/send`, scopes: mailSend, units: 100, run: send },
  { at: `POST ${user}/messages/import`, scopes: mailInsert, units: 25, run: add("dateHeader") },
  { at: `POST ${upload}/messages/import`, scopes: mailInsert, units: 25, run: add("dateHeader") },
  { at: `POST ${user}/messages`, scopes: mailInsert, units: 25, run: add("receivedTime") },
  { at: `POST ${upload}/messages`, scopes: mailInsert, units: 25, run: add("receivedTime") },
  { at: `POST ${user}/messages/:id/modify`, scopes: mailChange, units: 5, run: modify(asked) },
  {
    at: `POST ${user}/messages/:id/trash`,
    scopes: mailChange,
    units: 5,
    run: modify(() => ({ add: ["TRASH"], remove: ["INBOX"] })),
  },
  {
    at: `POST ${user}/messages/:id/untrash`,
    scopes: mailChange,
    units: 5,
    run: modify(() => ({ add: [], remove: ["TRASH"] })),
  },
  {
    at: `DELETE ${user}/messages/:id`,
    scopes: mailDelete,
    units: 10,
    run({ google, account, param }) {
      deleteMessage(google.database, account, param("id"));
      announceMail(google, account);
    },
  },
];
