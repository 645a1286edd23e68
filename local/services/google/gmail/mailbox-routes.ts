import { type ApiRoute, limitOf, text } from "../api.ts";
import { invalid } from "../errors.ts";
import { mailRead } from "../oauth/scopes.ts";
import { currentHistoryId, listHistory } from "./history.ts";

const user = "/gmail/v1/users/:userId";
const watchLifeMs = 7 * 86_400_000;

export const mailboxRoutes: readonly ApiRoute[] = [
  {
    at: `GET ${user}/profile`,
    scopes: mailRead,
    units: 1,
    run({ google: { database }, account }) {
      const counts = database.one<{ messages: number; threads: number }>(
        "select count(*) as messages, count(distinct thread_id) as threads from messages where email = ?",
        account,
      );
      return {
        emailAddress: account,
        messagesTotal: counts?.messages ?? 0,
        threadsTotal: counts?.threads ?? 0,
        historyId: String(currentHistoryId(database, account)),
      };
    },
  },
  {
    at: `GET ${user}/settings/sendAs`,
    scopes: mailRead,
    units: 1,
    run({ google: { database }, account }) {
      const aliases = database.all<{ alias: string }>(
        "select alias from aliases where email = ? order by alias",
        account,
      );
      return {
        sendAs: [
          { sendAsEmail: account, isPrimary: true },
          ...aliases.map(({ alias }) => ({ sendAsEmail: alias, verificationStatus: "accepted" })),
        ],
      };
    },
  },
  {
    at: `GET ${user}/history`,
    scopes: mailRead,
    units: 2,
    run: ({ google: { database }, account, query }) =>
      listHistory(database, account, {
        startHistoryId: query.get("startHistoryId"),
        types: query.getAll("historyTypes"),
        labelId: query.get("labelId"),
        limit: limitOf(query, 100, 500),
        pageToken: query.get("pageToken"),
      }),
  },
  {
    at: `POST ${user}/watch`,
    scopes: mailRead,
    units: 100,
    async run({ google: { database }, account, json }) {
      const topic = text((await json())["topicName"]);
      if (topic === undefined || !/^projects\/[^/]+\/topics\/[^/]+$/.test(topic)) {
        throw invalid("Invalid topicName does not match projects/{project}/topics/*");
      }
      const expiresAt = Date.now() + watchLifeMs;
      database.run("insert or replace into mail_watches values (?, ?, ?)", account, topic, expiresAt);
      return { historyId: String(currentHistoryId(database, account)), expiration: String(expiresAt) };
    },
  },
  {
    at: `POST ${user}/stop`,
    scopes: mailRead,
    units: 50,
    run({ google: { database }, account }) {
      database.run("delete from mail_watches where email = ?", account);
    },
  },
];
