import type { gmail_v1 } from "googleapis/build/src/apis/gmail/index.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestGoogle, account, mailOf, rawMail, refusalOf, startTestGoogle } from "../testing.ts";

let google: TestGoogle;
let mail: gmail_v1.Gmail;
const userId = "me";
beforeAll(async () => {
  google = await startTestGoogle();
  mail = mailOf(await google.connected(["https://mail.google.com/"]), google.url);
});
afterAll(() => google.close());

async function deliver(
  raw: string,
  labelIds = ["INBOX", "UNREAD"],
): Promise<{ id: string; threadId: string }> {
  const body = { account, messages: [{ base64: Buffer.from(raw, "latin1").toString("base64"), labelIds }] };
  const [first] = (await google.control("/__deliver", body)) as { id: string; threadId: string }[];
  return first ?? { id: "", threadId: "" };
}

const idsOf = async (q: string, more = {}): Promise<string[]> => {
  const { data } = await mail.users.messages.list({ userId, q, ...more });
  return (data.messages ?? []).map(({ id }) => id ?? "");
};

test("the history tells what was added, labelled and deleted, and forgets", async () => {
  const start = (await mail.users.getProfile({ userId })).data.historyId ?? "";
  const { id } = await deliver(rawMail({}));
  await mail.users.messages.modify({ userId, id, requestBody: { removeLabelIds: ["UNREAD"] } });
  await mail.users.messages.trash({ userId, id });
  await mail.users.messages.delete({ userId, id });
  const list = (more = {}) => mail.users.history.list({ userId, startHistoryId: start, ...more });
  const { data } = await list();
  const kinds = data.history?.map((entry) =>
    Object.keys(entry).find((key) => /Added|Deleted|Removed/.test(key)),
  );
  expect(kinds).toEqual([
    "messagesAdded",
    "labelsRemoved",
    "labelsAdded",
    "labelsRemoved",
    "messagesDeleted",
  ]);
  expect(data.history?.[1]?.labelsRemoved?.[0]).toEqual({
    message: { id, threadId: id, labelIds: ["INBOX"] },
    labelIds: ["UNREAD"],
  });
  const { data: added } = await list({ historyTypes: ["messageAdded"] });
  expect(added.history).toHaveLength(1);
  const { data: page } = await list({ maxResults: 2 });
  expect(page.history).toHaveLength(2);
  const rest = await list({ maxResults: 10, pageToken: page.nextPageToken });
  expect(rest.data.history).toHaveLength(3);
  expect(rest.data.nextPageToken).toBeUndefined();

  const ancient = mail.users.history.list({ userId, startHistoryId: "1" });
  expect(await refusalOf(ancient)).toEqual({ status: 404, reason: "notFound" });
  await google.control("/__expire", { what: "history", account });
  expect((await refusalOf(list())).status).toBe(404);
  const now = (await mail.users.getProfile({ userId })).data.historyId ?? "";
  expect((await mail.users.history.list({ userId, startHistoryId: now })).data.history).toBeUndefined();
});

test("labels are made, counted, renamed and taken off with their deletion", async () => {
  const made = await mail.users.labels.create({ userId, requestBody: { name: "Clients" } });
  const id = made.data.id ?? "";
  const message = await deliver(rawMail({}), ["INBOX", "UNREAD", id]);
  const counted = await mail.users.labels.get({ userId, id });
  expect(counted.data).toMatchObject({ messagesTotal: 1, messagesUnread: 1, threadsTotal: 1 });
  await mail.users.labels.patch({ userId, id, requestBody: { name: "Customers" } });
  const names = (await mail.users.labels.list({ userId })).data.labels?.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["INBOX", "CATEGORY_FORUMS", "Customers"]));
  await mail.users.labels.delete({ userId, id });
  const { data } = await mail.users.messages.get({ userId, id: message.id, format: "minimal" });
  expect(data.labelIds).toEqual(["INBOX", "UNREAD"]);
  const unknown = mail.users.messages.modify({ userId, id: message.id, requestBody: { addLabelIds: [id] } });
  expect((await refusalOf(unknown)).status).toBe(400);
});

test("what is sent lies in Sent, and in the inbox of those who live here", async () => {
  const other = "ben@gmail.example";
  await google.control("/__accounts", { email: other, name: "Ben" });
  const raw = Buffer.from(`To: ${other}\r\nSubject: Lunch\r\n\r\nAt noon?\r\n`).toString("base64url");
  const { data } = await mail.users.messages.send({ userId, requestBody: { raw } });
  expect(data.labelIds).toEqual(["SENT"]);
  const his = mailOf(await google.connected(["https://mail.google.com/"], other), google.url);
  const inbox = await his.users.messages.list({ userId, labelIds: ["INBOX"] });
  const got = await his.users.messages.get({ userId, id: inbox.data.messages?.[0]?.id ?? "" });
  expect(got.data.payload?.headers).toContainEqual({ name: "From", value: account });
  const upload = await mail.users.messages.import(
    {
      userId,
      requestBody: { labelIds: ["INBOX"] },
      media: { mimeType: "message/rfc822", body: rawMail({ Subject: "Uploaded" }) },
    },
    // For uploads the client looks at the call's own options alone.
    { rootUrl: `${google.url}/` },
  );
  expect(upload.data.labelIds).toEqual(["INBOX"]);
  expect(await idsOf("subject:uploaded")).toEqual([upload.data.id]);
});
