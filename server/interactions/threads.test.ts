import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { newMail, newMailbox, type SeedMail } from "#local/testing/seed-mail.ts";
import type { ListThreadsInput } from "#lib/schemas/interactions.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { searchQuery } from "#server/search/index.ts";

import { getInteraction, getThread, listThreads, searchInteractions } from "./index.ts";

useTestDatabase();

const me = "me@home.example";
const toMe = { from: "ada@x.example", to: me, name: "Ada Byron" };
const list = (ctx: Context, input: ListThreadsInput = {}) => listThreads(through(ctx, "rest"), input);
const subjects = async (ctx: Context, input?: ListThreadsInput) =>
  (await list(ctx, input)).items.map(({ subject }) => subject);

test("conversations come newest first, each with its people, last words and whether files hang on it", async () => {
  const ctx = await newOwner();
  await newMailbox(ctx, [me]);
  const { id: contactId } = await createContact(ctx, { displayName: "Ada" });
  await newMail(ctx, { ...toMe, subject: "Old", daysAgo: 9 });
  const { threadId } = await newMail(ctx, { ...toMe, contactId, subject: "Looms", daysAgo: 5 });
  await newMail(ctx, {
    from: me,
    to: "ada@x.example",
    contactId,
    subject: "Re: Looms",
    body: "Yes.",
    direction: "outbound",
    senderKind: "own",
    daysAgo: 4,
    threadId,
    attachments: [{ fileName: "a.pdf", contentType: "application/pdf", byteSize: 3, inline: false }],
  });
  const { items, nextCursor } = await list(ctx);
  expect(nextCursor).toBeNull();
  expect(items.map(({ subject }) => subject)).toEqual(["Looms", "Old"]);
  expect(items[0]).toMatchObject({
    id: threadId,
    snippet: "Yes.",
    messageCount: 2,
    participants: [{ contactId, name: "Ada Byron", address: "ada@x.example" }],
    lastDirection: "outbound",
    waiting: false,
    hasAttachments: true,
  });
  expect(items[1]).toMatchObject({ waiting: true, hasAttachments: false });
});

test("waiting are mails of people to one's own address, older than two days and unanswered, in one's own mailbox", async () => {
  const ctx = await newOwner();
  await newMailbox(ctx, [me, "also@home.example"]);
  await newMail(ctx, { ...toMe, subject: "waits", daysAgo: 3 });
  await newMail(ctx, { ...toMe, to: "also@home.example", subject: "waits too", daysAgo: 400 });
  await newMail(ctx, { ...toMe, subject: "fresh", daysAgo: 1.9 });
  await newMail(ctx, { ...toMe, subject: "letter", senderKind: "newsletter", daysAgo: 3 });
  await newMail(ctx, { ...toMe, to: "team@home.example", subject: "to a group", daysAgo: 3 });
  const { threadId } = await newMail(ctx, { ...toMe, subject: "answered", daysAgo: 4 });
  const answer = { from: me, to: "ada@x.example", direction: "outbound", senderKind: "own" } as const;
  await newMail(ctx, { ...answer, threadId, daysAgo: 3 });
  const member = await newMember(ctx, "member");
  await newMailbox(member, ["other@home.example"]);
  await newMail(member, { ...toMe, to: "other@home.example", subject: "a colleague's", daysAgo: 3 });
  expect(await subjects(ctx, { filter: "waiting" })).toEqual(["waits", "waits too"]);
  expect(await subjects(member, { filter: "waiting" })).toEqual(["a colleague's"]);
  expect(await subjects(ctx, { filter: "people" })).not.toContain("letter");
  expect(await subjects(ctx, { filter: "people" })).toHaveLength(6);
});

test("the inbox leaves out what is archived at Gmail, and keeps what no Gmail has", async () => {
  const ctx = await newOwner();
  await newMail(ctx, { ...toMe, subject: "from a file", daysAgo: 5 });
  await newMail(ctx, { ...toMe, subject: "new", labels: ["INBOX", "UNREAD"], daysAgo: 4 });
  await newMail(ctx, { ...toMe, subject: "archived", labels: ["STARRED"], daysAgo: 3 });
  const { threadId } = await newMail(ctx, { ...toMe, subject: "went on", labels: ["INBOX"], daysAgo: 2 });
  await newMail(ctx, { ...toMe, subject: "Re: went on", labels: ["SENT"], threadId });
  expect(await subjects(ctx, { filter: "inbox" })).toEqual(["went on", "new", "from a file"]);
  expect(await subjects(ctx)).toContain("archived");
});

test("archived is what Gmail had in the inbox once: neither mail of a file, nor what was only sent", async () => {
  const ctx = await newOwner();
  const archived = async (mail: Partial<SeedMail>) => {
    const { threadId } = await newMail(ctx, { ...toMe, ...mail });
    return (await getThread(through(ctx, "rest"), { id: threadId })).archived;
  };
  expect(await archived({})).toBe(false);
  expect(await archived({ labels: ["INBOX"] })).toBe(false);
  expect(await archived({ labels: ["SENT"] })).toBe(false);
  expect(await archived({ labels: ["UNREAD", "Label_1"] })).toBe(true);
});

test("narrowed by contact and by words; pages follow each other without a gap or a double", async () => {
  const ctx = await newOwner();
  const { id: contactId } = await createContact(ctx, { displayName: "Ada" });
  await newMail(ctx, { ...toMe, contactId, subject: "one", body: "About the looms", daysAgo: 3 });
  await newMail(ctx, { ...toMe, subject: "two", body: "About the weather", daysAgo: 2 });
  expect(await subjects(ctx, { contactId })).toEqual(["one"]);
  expect(await subjects(ctx, { contactId: newId() })).toEqual([]);
  expect(await subjects(ctx, { text: "weather" })).toEqual(["two"]);
  for (let count = 0; count < 5; count++)
    await newMail(ctx, { ...toMe, subject: `n${String(count)}`, daysAgo: 9 });
  for (const filter of ["all", "people"] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(ctx, { filter, limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  }
  await expect(list(ctx, { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("others see of private mail nothing, of metadata no words; a conversation is paged oldest first", async () => {
  const ctx = await newOwner();
  const [colleague, stranger] = [await newMember(ctx, "viewer"), await newOwner()];
  const secret = await newMail(ctx, { ...toMe, subject: "Secret", audience: "private" });
  const meta = await newMail(ctx, { ...toMe, subject: "Metadata", audience: "metadata", daysAgo: 2 });
  const open = await newMail(ctx, { ...toMe, subject: "Open", body: "First", daysAgo: 3 });
  await newMail(ctx, { ...toMe, subject: "Re: Open", body: "Second", threadId: open.threadId, daysAgo: 2.5 });
  expect(await subjects(ctx)).toEqual(["Secret", "Metadata", "Open"]);
  expect(await subjects(colleague)).toEqual([null, "Open"]);
  expect(await subjects(stranger)).toEqual([]);

  const missing = { code: "not_found" };
  const read = (who: Context, id: string) => getInteraction(through(who, "rest"), { id });
  await expect(read(colleague, secret.id)).rejects.toMatchObject(missing);
  await expect(read(stranger, open.id)).rejects.toMatchObject(missing);
  expect(await read(colleague, meta.id)).toMatchObject({ readable: false, subject: null, body: null });
  expect(await read(ctx, meta.id)).toMatchObject({
    readable: true,
    body: "Good morning.",
    from: { name: "Ada Byron", address: "ada@x.example" },
    participantCount: 2,
    cut: false,
    meeting: null,
  });

  const thread = (who: Context, cursor?: string) =>
    getThread(through(who, "rest"), { id: open.threadId, limit: 1, ...(cursor ? { cursor } : {}) });
  await expect(thread(stranger)).rejects.toMatchObject(missing);
  const first = await thread(colleague);
  expect(first).toMatchObject({ subject: "Open", messageCount: 2, items: [{ body: "First" }] });
  const second = await thread(colleague, first.nextCursor ?? "");
  expect(second).toMatchObject({ items: [{ body: "Second" }], nextCursor: null });
});

test("of mail shared by subject others see who, when and subject, and follow its changes, but no word of the rest", async () => {
  const ctx = await newOwner();
  const [colleague, stranger] = [await newMember(ctx, "member"), await newOwner()];
  const mail = {
    ...toMe,
    subject: "Merger talks",
    body: "Confidential figures",
    audience: "subject" as const,
  };
  const { id, threadId } = await newMail(ctx, mail);
  const see = async (who: Context) => {
    const door = through(who, "rest");
    return JSON.stringify([
      await getInteraction(door, { id }),
      await getThread(door, { id: threadId }),
      await list(who),
      await searchInteractions(door, { text: "Confidential" }),
      await searchInteractions(door, {}),
      await searchQuery(door, { query: "Confidential" }),
    ]);
  };
  expect(await see(ctx)).toContain("Confidential figures");
  const seen = await see(colleague);
  expect(seen).toContain("Merger talks");
  expect(seen).toContain("ada@x.example");
  expect(seen).not.toContain("Confidential");
  expect(await subjects(colleague)).toEqual(["Merger talks"]);
  const byWords = async (who: Context, text: string) => {
    const door = through(who, "rest");
    return [
      (await searchInteractions(door, { text })).items.map((hit) => [hit.id, hit.subject, hit.snippet]),
      (await searchQuery(door, { query: text })).items.map((hit) => [hit.id, hit.title, hit.subtitle]),
      (await listThreads(door, { filter: "all", text })).items.map((thread) => thread.subject),
    ];
  };
  const hit = [id, "Merger talks", null];
  expect(await byWords(colleague, "merger")).toEqual([[hit], [hit], ["Merger talks"]]);
  expect(await byWords(colleague, "figures")).toEqual([[], [], []]);
  expect(await byWords(stranger, "merger")).toEqual([[], [], []]);
  expect(await subjects(stranger)).toEqual([]);

  await inChangeSet(ctx, (tx) =>
    tx.execute(
      sql`update crm.interaction_contents set subject = 'Merger called off' where interaction_id = ${id}`,
    ),
  );
  expect(await subjects(colleague)).toEqual(["Merger called off"]);
  await inChangeSet(ctx, (tx) => tx.execute(sql`delete from crm.interactions where id = ${id}`));
  const rows = await systemPool().client`
    select 1 from crm.interaction_subjects where workspace_id = ${ctx.workspace.id}`;
  expect(rows).toHaveLength(0);
});

test("a very long text is cut in a conversation and whole by itself", async () => {
  const ctx = await newOwner();
  const { id, threadId } = await newMail(ctx, { ...toMe, body: "word ".repeat(10_000) });
  const { items } = await getThread(through(ctx, "rest"), { id: threadId });
  expect(items[0]).toMatchObject({ cut: true });
  expect(items[0]?.body).toHaveLength(20_000);
  expect((await getInteraction(through(ctx, "rest"), { id })).body).toHaveLength(50_000);
});
