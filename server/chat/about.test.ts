import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { newPrivateContact } from "#local/testing/private-contact.ts";
import { newMail } from "#local/testing/seed-mail.ts";
import { messagesOf } from "#local/testing/turns.ts";
import { aboutMax } from "#lib/about.ts";
import type { AboutRef } from "#lib/schemas/chat.ts";
import { createCompany } from "#server/companies/index.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { createTask } from "#server/tasks/index.ts";

import { getThread, listThreads, sendMessage } from "./index.ts";

useTestDatabase();
afterAll(closeQueues);

const page = (kind: AboutRef["kind"], id: string): AboutRef => ({ kind, id, via: "page" });
const mention = (kind: AboutRef["kind"], id: string): AboutRef => ({ kind, id, via: "mention" });
const send = (ctx: Context, about: AboutRef[], message = "Who is this?") =>
  sendMessage(through(ctx, "rest"), { message, about });

test("what a message is about stands with it, each record once, by the name that its sender sees", async () => {
  const ctx = await newOwner();
  const ada = await createContact(ctx, { displayName: "Ada Byron" });
  const loom = await createCompany(ctx, { name: "Loom Works" });
  const task = await createTask(ctx, { title: "Order yarn" });
  const { threadId: mails } = await newMail(ctx, {
    from: "a@x.example",
    to: "b@x.example",
    subject: "Offer",
  });
  const about = [
    page("contact", ada.id),
    mention("contact", ada.id),
    mention("company", loom.id),
    mention("task", task.id),
    mention("thread", mails),
  ];
  const { threadId } = await send(ctx, about, `Is @company:${loom.id} here?`);
  const [question] = await messagesOf(ctx, threadId);
  expect(question?.parts).toEqual([
    { type: "text", text: `Is @company:${loom.id} here?` },
    {
      type: "data-about",
      id: "about",
      data: {
        items: [
          { kind: "contact", id: ada.id, via: "page", label: "Ada Byron" },
          { kind: "company", id: loom.id, via: "mention", label: "Loom Works" },
          { kind: "task", id: task.id, via: "mention", label: "Order yarn" },
          { kind: "thread", id: mails, via: "mention", label: "Offer" },
        ],
      },
    },
  ]);
  expect((await getThread(through(ctx, "rest"), { id: threadId })).thread.title).toBe("Is Loom Works here?");
});

test("what its sender may not see is not found, and the message is not sent", async () => {
  const ctx = await newOwner();
  const stranger = await newOwner();
  const foreign = await createContact(stranger, { displayName: "Eve" });
  const member = await newMember(ctx, "member");
  const hidden = await newPrivateContact(ctx, "Ada Byron");
  for (const [who, ref] of [
    [ctx, page("contact", foreign.id)],
    [ctx, mention("company", newId())],
    [ctx, mention("event", newId())],
    [member, mention("contact", hidden)],
  ] as const) {
    await expect(send(who, [ref])).rejects.toMatchObject({
      code: "not_found",
      message: `This ${ref.kind} was not found. It may have been deleted, or you may not have access to it.`,
    });
    expect((await listThreads(through(who, "rest"), {})).items).toEqual([]);
  }
});

test("too many records, and two pages, are refused in words", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada Byron" });
  const many = Array.from({ length: aboutMax + 1 }, () => mention("contact", id));
  await expect(send(ctx, many)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("At most 8 records"),
  });
  await expect(send(ctx, [page("contact", id), page("company", id)])).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("One record at most is the page."),
  });
});
