import { afterAll, expect, test } from "vitest";

import { ics, vevent } from "#local/testing/calendar-files.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, newsletterTo } from "#local/testing/google-sync.ts";
import { importMailbox, runJobsOf } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { askProvider, explainMissing, getProviderAnswer } from "../index.ts";
import { understand } from "./understand.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

test.each([
  ["<x.1@mail.example>", "message_id", "x.1@mail.example"],
  ["rfc822msgid:x.1@mail.example", "message_id", "x.1@mail.example"],
  ["Ada Byron <Ada@Analytical.example>", "address", "ada@analytical.example"],
  [" ada@analytical.example ", "address", "ada@analytical.example"],
  ["subject: Lunch @ noon", "subject", "Lunch @ noon"],
  ["Re: the engine", "subject", "Re: the engine"],
])("%s is understood as %s", (about, kind, value) => {
  expect(understand(about, undefined)).toEqual({ kind, value, day: null });
});

const explain = async (ctx: Context, about: string, day?: string) =>
  (await explainMissing(through(ctx, "rest"), { about, ...(day ? { day } : {}) })).findings;

async function ask(owner: Context, account: TestAccount, about: string) {
  const { questionId } = await askProvider(owner, { about, connectionId: account.connectionId });
  await runJobsOf(owner);
  return (await getProviderAnswer(through(owner, "rest"), { id: questionId })).findings ?? [];
}

test("what is known here answers: here, left out, no contact, and nothing of others", async () => {
  const owner = await newOwner();
  const stranger = await newOwner();
  const colleague = await newMember(owner, "member");
  const batch = await importMailbox(
    owner,
    "mail.mbox",
    mbox([
      {
        from: "Ada <ada@analytical.example>",
        to: "me@here.example",
        id: "engine@x",
        subject: "The engine",
        date: "Tue, 03 Mar 2026 10:00:00 +0000",
      },
      {
        from: "Ada <ada@analytical.example>",
        to: "me@here.example",
        id: "draft@x",
        headers: ["X-Mozilla-Status: 0008"],
      },
      { ...newsletterTo("me@here.example"), id: "news@x" },
    ]),
    "me@here.example",
  );
  expect(await explain(owner, "ada@analytical.example")).toMatchObject([
    { kind: "contact", words: expect.stringContaining("is a contact here") },
    { kind: "here", subject: "The engine", threadId: expect.any(String) },
  ]);
  expect(await explain(owner, "ada@analytical.example", "2026-03-03")).toHaveLength(2);
  expect((await explain(owner, "ada@analytical.example", "2026-03-04")).map(({ kind }) => kind)).toEqual([
    "contact",
  ]);
  expect(await explain(owner, "<engine@x>")).toMatchObject([{ kind: "here" }]);
  expect(await explain(owner, "the ENGINE")).toMatchObject([{ kind: "here", subject: "The engine" }]);
  expect(await explain(owner, "<draft@x>")).toMatchObject([
    { kind: "skipped", batchId: batch.id, words: expect.stringContaining("because it lay in the bin") },
  ]);
  expect(await explain(owner, "news@shop.example")).toMatchObject([
    { kind: "no_contact", words: expect.stringContaining("newsletters only") },
    { kind: "here" },
  ]);
  expect(await explain(owner, "me@here.example")).toMatchObject([
    { kind: "no_contact", words: expect.stringContaining("your own addresses") },
    { kind: "here" },
    { kind: "here" },
  ]);
  for (const other of [stranger, colleague]) {
    expect(await explain(other, "<engine@x>")).toEqual([]);
    expect(await explain(other, "ada@analytical.example")).toEqual([]);
  }
});

test("a whole day is found by its date, what has a time by that", async () => {
  const owner = await newOwner();
  const event = (uid: string, start: string) =>
    vevent([`UID:${uid}@x`, `DTSTART${start}`, `SUMMARY:${uid}`, "ORGANIZER:mailto:me@here.example"]);
  await importMailbox(
    owner,
    "calendar.ics",
    ics([event("trip", ";VALUE=DATE:20260301"), event("call", ":20260302T100000Z")]),
    "me@here.example",
  );
  expect(await explain(owner, "trip")).toMatchObject([{ kind: "here", startDate: "2026-03-01" }]);
  expect(await explain(owner, "call")).toMatchObject([{ kind: "here", startDate: null }]);
});

test("the provider answers where a mail lies that is not here", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const letter = (id: string) => ({
    from: `${id} <${id}@firm.example>`,
    to: account.email,
    id: `${id}@firm.example`,
    subject: `About ${id}`,
  });
  await account.deliver([letter("kept")]);
  await account.deliver([letter("junk")], ["SPAM"]);
  await account.deliver([letter("binned")], ["TRASH"]);
  await importAccount(owner, account);
  await account.deliver([letter("later")]);
  const known = await explainMissing(through(owner, "rest"), { about: "junk@firm.example" });
  expect(known).toMatchObject({
    findings: [],
    askable: [{ connectionId: account.connectionId, account: account.email }],
  });

  expect(await ask(owner, account, "<kept@firm.example>")).toMatchObject([
    { kind: "here", subject: "About kept" },
  ]);
  expect(await ask(owner, account, "junk@firm.example")).toMatchObject([
    { kind: "left_out", from: "junk@firm.example", words: expect.stringContaining("in spam") },
  ]);
  expect(await ask(owner, account, "About binned")).toMatchObject([
    { kind: "left_out", words: expect.stringContaining("in the bin") },
  ]);
  expect(await ask(owner, account, "<later@firm.example>")).toMatchObject([
    { kind: "missing", subject: "About later" },
  ]);
  expect(await ask(owner, account, "<never@firm.example>")).toMatchObject([{ kind: "not_there" }]);
  const [row] = await systemPool().client`
    select count(*)::int as count from crm.provider_questions where workspace_id = ${owner.workspace.id}`;
  expect(row).toEqual({ count: 5 });
  const other = await newMember(owner, "member");
  await expect(
    askProvider(other, { about: "<kept@firm.example>", connectionId: account.connectionId }),
  ).rejects.toMatchObject({ code: "not_found" });
});
