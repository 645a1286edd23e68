import type { ApiRoute } from "../api.ts";
import { mailChange, mailRead } from "../oauth/scopes.ts";
import { changeLabels } from "./change.ts";
import { listThreads } from "./list.ts";
import { asked, listQueryOf } from "./message-routes.ts";
import { announceMail } from "./push.ts";
import { formatOf, messageResource } from "./resource.ts";
import { messagesOfThread } from "./store.ts";

const user = "/gmail/v1/users/:userId";

const list: ApiRoute["run"] = (call) => {
  const { database } = call.google;
  const { items, ...rest } = listThreads(database, call.account, listQueryOf(call));
  const threads = items.map(({ id }) => {
    const newest = messagesOfThread(database, call.account, id).at(-1);
    return { id, snippet: newest?.snippet ?? "", historyId: String(newest?.history_id ?? 0) };
  });
  return { ...(threads.length > 0 && { threads }), ...rest };
};

const get: ApiRoute["run"] = ({ google, account, param, query }) => {
  const messages = messagesOfThread(google.database, account, param("id"));
  const format = formatOf(query.get("format"));
  const names = query.getAll("metadataHeaders");
  return {
    id: param("id"),
    historyId: String(Math.max(...messages.map(({ history_id }) => history_id))),
    messages: messages.map((message) => messageResource(google.database, message, format, names)),
  };
};

const modify =
  (changeOf: typeof asked): ApiRoute["run"] =>
  async ({ google, account, param, json }) => {
    const change = changeOf(await json());
    google.database.atomically(() => {
      for (const { id } of messagesOfThread(google.database, account, param("id"))) {
        changeLabels(google.database, account, id, change);
      }
    });
    announceMail(google, account);
    return { id: param("id") };
  };

export const threadRoutes: readonly ApiRoute[] = [
  { at: `GET ${user}/threads`, scopes: mailRead, units: 10, run: list },
  { at: `GET ${user}/threads/:id`, scopes: mailRead, units: 40, run: get },
  { at: `POST ${user}/threads/:id/modify`, scopes: mailChange, units: 10, run: modify(asked) },
  {
    at: `POST ${user}/threads/:id/trash`,
    scopes: mailChange,
    units: 10,
    run: modify(() => ({ add: ["TRASH"], remove: ["INBOX"] })),
  },
  {
    at: `POST ${user}/threads/:id/untrash`,
    scopes: mailChange,
    units: 10,
    run: modify(() => ({ add: [], remove: ["TRASH"] })),
  },
];
