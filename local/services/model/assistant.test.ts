import { afterAll, beforeAll, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { newEvent } from "#local/testing/seed-event.ts";
import { answerOf, memorySink, textOf } from "#local/testing/turns.ts";
import { runTurn } from "#server/assistant/index.ts";
import { sendAndAnswer } from "#server/chat/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import { updateContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { runOperation } from "#server/registry/index.ts";

import { intents } from "./intents/index.ts";
import { notUnderstood } from "./reply.ts";
import { type ModelServer, startModelServer } from "./server.ts";

useTestDatabase({ OPENAI_API_KEY: "stand-in", OPENAI_MODEL: "omnicrm-demo", LOCAL_STAND_INS: "model" });

let model: ModelServer;
let owner: Context;

beforeAll(async () => {
  model = await startModelServer({ port: 0 });
  setEnv({ ...env(), OPENAI_BASE_URL: model.url });
  owner = await newOwner();
  const { id: connectionId } = await connectAccount(owner, {
    account: "me@gmail.example",
    grants: ["gmail", "gmail_compose", "gmail_send", "gmail_modify", "calendar", "calendar_write"],
  });
  const date = new Date(Date.now() - 4 * 86_400_000).toUTCString().replace("GMT", "+0000");
  await importMailbox(
    owner,
    "inbox.mbox",
    mbox([
      {
        from: "Ada Byron <ada@analytical.example>",
        to: "me@home.example",
        subject: "The budget",
        body: "The budget is two hundred pounds. Can you agree to it this week?",
        date,
      },
    ]),
    "me@home.example",
  );
  const { items } = (await runOperation({ ...owner, door: "rest" }, "contacts.list", {})) as {
    items: { id: string }[];
  };
  // As if the mail had come from Gmail, so that it can be answered and sorted there.
  await systemPool().client`
    update crm.raw_events set source = 'gmail', connection_id = ${connectionId} where workspace_id = ${owner.workspace.id}`;
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
  await newEvent(owner, connectionId, { title: "Budget review", startAt: soon, minutes: 30 });
  await updateContact(owner, { id: items[0]?.id ?? "", title: "Countess" });
});
afterAll(() => model.stop());

const examples = intents.flatMap(({ name, examples: own }) =>
  own.map(({ question, calls, page }) => [question, calls, page, name] as const),
);

const firstOf = { contact: "contacts.list", company: "companies.list", thread: "threads.list" };

async function pageOf(kind: keyof typeof firstOf) {
  const { items } = (await runOperation({ ...owner, door: "rest" }, firstOf[kind], {})) as {
    items: { id: string }[];
  };
  return [{ kind, id: items[0]?.id ?? "", via: "page" as const }];
}

test.each(examples)("%s", async (question, calls, page) => {
  const about = page ? await pageOf(page) : [];
  const { threadId, turnId } = await sendAndAnswer({ ...owner, door: "rest" }, { message: question, about });
  const { sink } = memorySink();
  await runTurn(owner, turnId, { sink, signal: new AbortController().signal, whenInterrupted: () => "fail" });
  const answer = await answerOf(owner, threadId, turnId);
  const made = answer.parts.flatMap((part) => (part.type === "data-tool" ? [part.data] : []));
  expect(answer.metadata, textOf(answer)).toMatchObject({
    error: null,
    usage: { costMicros: 0, estimated: false },
  });
  expect(made.map(({ error }) => error).filter((error) => error !== null)).toEqual([]);
  expect(made.map(({ toolName }) => toolName).filter((name) => name !== "find_tools")).toEqual(calls);
  expect(textOf(answer)).not.toBe(notUnderstood);
  const writes = calls.filter((name) =>
    /_(create|update|revert|complete|send|archive|label|move|delete)$/.test(name),
  );
  // What is proposed together stands on one card.
  expect(answer.parts.filter((part) => part.type === "data-proposal")).toHaveLength(
    Math.min(1, writes.length),
  );
  expect(answer.metadata.status).toBe(writes.length > 0 ? "waiting" : "done");
});
