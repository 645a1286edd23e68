import type { gmail_v1 } from "googleapis/build/src/apis/gmail/index.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestGoogle, account, mailOf, rawMail, startTestGoogle } from "../testing.ts";

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

test("a message comes back byte for byte, in every format, dated by its header", async () => {
  const raw = rawMail(
    {
      Subject: "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=",
      Date: "Mon, 02 Mar 2026 09:30:00 +0100",
      "Content-Type": "text/plain; charset=iso-8859-1",
    },
    "Sch\xf6n & gut",
  );
  const { id } = await deliver(raw);
  const get = async (format: string, more = {}) =>
    (await mail.users.messages.get({ userId, id, format, ...more })).data;
  const whole = await get("raw");
  expect(Buffer.from(whole.raw ?? "", "base64url").toString("latin1")).toBe(raw);
  expect(whole).toMatchObject({
    internalDate: String(Date.UTC(2026, 2, 2, 8, 30)),
    labelIds: ["INBOX", "UNREAD"],
    sizeEstimate: raw.length,
    snippet: "Schön &amp; gut",
  });
  const full = await get("full");
  expect(full.raw).toBeUndefined();
  expect(full.payload?.headers).toContainEqual({ name: "Subject", value: "Grüße" });
  expect(Buffer.from(full.payload?.body?.data ?? "", "base64url").toString()).toBe("Schön & gut\r\n");
  const metadata = await get("metadata", { metadataHeaders: ["from", "Date"] });
  expect(metadata.payload?.headers?.map(({ name }) => name)).toEqual(["From", "Date"]);
  expect(metadata.payload?.body).toBeUndefined();
  expect((await get("minimal")).payload).toBeUndefined();
});

test("parts nest, and an attachment is fetched by its id", async () => {
  const raw = rawMail(
    { "Content-Type": 'multipart/mixed; boundary="b"' },
    [
      "--b",
      'Content-Type: multipart/alternative; boundary="c"',
      "",
      "--c",
      "Content-Type: text/plain",
      "",
      "plain",
      "--c",
      "Content-Type: text/html",
      "",
      "<p>html</p>",
      "--c--",
      "--b",
      'Content-Type: application/pdf; name="offer.pdf"',
      'Content-Disposition: attachment; filename="offer.pdf"',
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from("%PDF").toString("base64"),
      "--b--",
    ].join("\r\n"),
  );
  const { id } = await deliver(raw);
  const { data } = await mail.users.messages.get({ userId, id });
  const [alternative, pdf] = data.payload?.parts ?? [];
  expect(alternative?.parts?.map(({ partId, mimeType }) => [partId, mimeType])).toEqual([
    ["0.0", "text/plain"],
    ["0.1", "text/html"],
  ]);
  expect(pdf).toMatchObject({ partId: "1", filename: "offer.pdf", body: { size: 4 } });
  const attachment = await mail.users.messages.attachments.get({
    userId,
    messageId: id,
    id: pdf?.body?.attachmentId ?? "",
  });
  expect(Buffer.from(attachment.data.data ?? "", "base64url").toString()).toBe("%PDF");
  expect(await idsOf("has:attachment")).toEqual([id]);
});

test("answers join the thread of what they answer, whichever comes first", async () => {
  const reply = { Subject: "Re: Hello", "Message-ID": "<t2@acme.example>", References: "<t1@acme.example>" };
  const later = await deliver(rawMail({ ...reply, Date: "Tue, 03 Mar 2026 09:00:00 +0000" }));
  const earlier = await deliver(
    rawMail({ "Message-ID": "<t1@acme.example>", Date: "Mon, 02 Mar 2026 09:00:00 +0000" }),
  );
  expect(earlier.threadId).toBe(later.threadId);
  const { data } = await mail.users.threads.get({ userId, id: later.threadId, format: "minimal" });
  expect(data.messages?.map(({ id }) => id)).toEqual([earlier.id, later.id]);
  expect(await idsOf("rfc822msgid:t1@acme.example")).toEqual([earlier.id]);
});

test("spam and trash are hidden unless asked for, drafts and days by the search", async () => {
  const dated = (day: string) => rawMail({ Subject: "Filter", Date: `${day} 2024 12:00:00 +0000` });
  const plain = await deliver(dated("10 Jan"), ["INBOX", "CATEGORY_UPDATES"]);
  const spam = await deliver(dated("11 Jan"), ["SPAM"]);
  const trash = await deliver(dated("12 Jan"), ["TRASH"]);
  const draft = await deliver(dated("13 Jan"), ["DRAFT"]);
  const sent = await deliver(dated("14 Jan"), ["SENT"]);
  const all = "subject:filter";
  expect(await idsOf(all)).toEqual([sent.id, draft.id, plain.id]);
  expect(await idsOf(`${all} -in:spam -in:trash -in:drafts`)).toEqual([sent.id, plain.id]);
  expect(await idsOf(`${all} in:spam`)).toEqual([spam.id]);
  const everything = [sent.id, draft.id, trash.id, spam.id, plain.id];
  expect(await idsOf(all, { includeSpamTrash: true })).toEqual(everything);
  expect(await idsOf(all, { labelIds: ["TRASH"] })).toEqual([trash.id]);
  expect(await idsOf(`${all} after:2024/01/13`)).toEqual([sent.id, draft.id]);
  expect(await idsOf(`${all} before:${String(Date.UTC(2024, 0, 11) / 1_000)}`)).toEqual([plain.id]);
  expect(await idsOf(`${all} category:updates`)).toEqual([plain.id]);
  expect(await idsOf(`${all} -is:unread from:nobody`)).toEqual([]);
});

test("pages are whole, also while mail arrives", async () => {
  const wanted = new Set<string>();
  for (let index = 0; index < 7; index += 1) {
    wanted.add((await deliver(rawMail({ Subject: "Paged", Date: "01 Feb 2024 12:00:00 +0000" }))).id);
  }
  const seen: string[] = [];
  let pageToken: string | undefined;
  do {
    const { data } = await mail.users.messages.list({
      userId,
      q: "subject:paged",
      maxResults: 3,
      ...(pageToken !== undefined && { pageToken }),
    });
    seen.push(...(data.messages ?? []).map(({ id }) => id ?? ""));
    pageToken = data.nextPageToken ?? undefined;
    if (seen.length === 3) await deliver(rawMail({ Subject: "Paged", Date: "02 Feb 2024 12:00:00 +0000" }));
  } while (pageToken !== undefined);
  expect(seen).toHaveLength(7);
  expect(new Set(seen)).toEqual(wanted);
});
