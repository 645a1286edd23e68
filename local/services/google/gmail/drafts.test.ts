import type { gmail_v1 } from "googleapis/build/src/apis/gmail/index.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailOf, mailScope, rawMail, refusalOf, startTestGoogle, type TestGoogle } from "../testing.ts";

let google: TestGoogle;
const userId = "me";
const compose = "https://www.googleapis.com/auth/gmail.compose";
beforeAll(async () => {
  google = await startTestGoogle();
});
afterAll(() => google.close());

const mailWith = async (scope: string): Promise<gmail_v1.Gmail> =>
  mailOf(await google.connected([scope]), google.url);

const encoded = (fields: Record<string, string>) => Buffer.from(rawMail(fields)).toString("base64url");

test("a draft stands in its thread with its label, is found by its Message-ID and goes again", async () => {
  const [mail, { users }] = [await mailWith(mailScope), await mailWith(compose)];
  const { data: first } = await mail.users.messages.insert({
    userId,
    requestBody: { raw: encoded({ "Message-ID": "<one@x.example>" }) },
  });
  const raw = encoded({ "Message-ID": "<two@x.example>", "In-Reply-To": "<one@x.example>" });
  const message = { raw, threadId: first.threadId ?? "" };
  const { data: made } = await users.drafts.create({ userId, requestBody: { message } });
  expect(made.message).toMatchObject({ threadId: first.threadId, labelIds: ["DRAFT"] });

  const { data: found } = await users.drafts.list({ userId, q: "rfc822msgid:two@x.example" });
  expect(found.drafts).toMatchObject([{ id: made.id, message: { threadId: first.threadId } }]);
  expect((await users.drafts.get({ userId, id: made.id ?? "" })).data.message?.id).toBe(made.message?.id);
  expect((await mail.users.messages.list({ userId, q: "-in:drafts" })).data.messages).toHaveLength(1);

  await users.drafts.delete({ userId, id: made.id ?? "" });
  expect((await users.drafts.list({ userId })).data.drafts ?? []).toEqual([]);
  expect(await refusalOf(users.drafts.delete({ userId, id: made.id ?? "" }))).toMatchObject({ status: 404 });
  // A mail that is none is not deleted as one.
  expect(await refusalOf(users.drafts.delete({ userId, id: `r${first.id ?? ""}` }))).toMatchObject({
    status: 404,
  });
});

test("who may only read writes no draft", async () => {
  const { users } = await mailWith("https://www.googleapis.com/auth/gmail.readonly");
  const requestBody = { message: { raw: encoded({}) } };
  expect(await refusalOf(users.drafts.create({ userId, requestBody }))).toMatchObject({ status: 403 });
  expect((await users.drafts.list({ userId })).data.drafts ?? []).toEqual([]);
});
