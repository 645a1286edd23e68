import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { ask } from "#local/testing/turns.ts";
import { createContact } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";

import { keepBodies, listCalls } from "./index.ts";
import { getCall } from "./get-call.ts";
import { redacted } from "./redact.ts";

useTestDatabase();

async function reservedFor(message: string): Promise<number> {
  const { turnId } = await ask(await newOwner(), scriptedModel("Yes."), message);
  const [row] = await systemPool().client<{ reserved: number }[]>`
    select reserved_micros::float8 as reserved from crm.model_usage where turn_id = ${turnId}`;
  return row?.reserved ?? 0;
}

test("a question in another script sets aside what its letters cost, not what as many Latin ones would", async () => {
  const letters = 3_000;
  const base = await reservedFor("a\n");
  const latin = (await reservedFor(`a\n${"name ".repeat(letters / 5)}`)) - base;
  const tibetan = (await reservedFor(`a\n${"བོད་".repeat(letters / 4)}`)) - base;
  expect(latin).toBeGreaterThan(0);
  expect(tibetan / latin).toBeGreaterThan(2.5);
});

test("each call leaves what it read, called and cost; bodies only where the workspace wants them, redacted, to their person", async () => {
  const ctx = await newOwner();
  const admin = await newMember(ctx, "admin");
  const { id } = await createContact(ctx, { displayName: "Ada Byron", emails: ["ada@x.example"] });
  const search = { calls: [{ tool: "search_query", input: { query: "Ada" } }] };
  const { turnId, answer } = await ask(ctx, scriptedModel(search, "Ada is ada@x.example."), "Who is Ada?");
  const rest = through(ctx, "rest");
  const [last, first] = (await listCalls(rest, {})).items;
  expect(first).toMatchObject({
    turnId,
    outcome: "answered",
    promptVersion: answer.metadata.promptVersion,
    toolCalls: [{ name: "search_query" }],
    readRecords: [],
    hasBodies: false,
  });
  expect(last).toMatchObject({ readRecords: [`/contacts/${id}`], toolCalls: [] });
  expect(last?.totalMs).toBeGreaterThanOrEqual(last?.firstTokenMs ?? Infinity);

  await keepBodies(ctx, { keep: true });
  await ask(ctx, scriptedModel("Write to ada@x.example."), "Mail of +49 30 123 456 78?");
  const [kept] = (await listCalls(rest, {})).items;
  expect(kept).toMatchObject({ hasBodies: true });
  const bodies = await getCall(rest, { id: kept?.id ?? "" });
  expect(bodies.response).toEqual({ text: "Write to [address].", calls: [] });
  expect(JSON.stringify(bodies.request)).toContain("Mail of [number]?");
  expect(await getCall(through(admin, "rest"), { id: kept?.id ?? "" })).toMatchObject({ request: null });
});

test("a call is charged also where the database fails for a moment when it ends", async () => {
  const ctx = await newOwner();
  const { client } = systemPool();
  await client.unsafe(`create sequence crm.tries;
    create function crm.fail_twice() returns trigger language plpgsql security definer as $$ begin
      if nextval('crm.tries') <= 2 then raise exception 'gone' using errcode = '08006'; end if;
      return new;
    end $$;
    create trigger fail_twice before update on crm.model_usage for each row execute function crm.fail_twice()`);
  try {
    const { turnId } = await ask(ctx, scriptedModel("Yes."), "Really?");
    expect(
      await client`select status, cost_micros > 0 as charged from crm.model_usage where turn_id = ${turnId}`,
    ).toEqual([{ status: "settled", charged: true }]);
  } finally {
    await client.unsafe(`drop function crm.fail_twice() cascade; drop sequence crm.tries`);
  }
});

test("keys, addresses and numbers are taken out; ids and dates stay", () => {
  const id = "018f3c1a-0000-7000-8000-123456789012";
  const said = `/contacts/${id} on 2026-11-30T10:00:00Z: a.b+c@x.example, DE89 3704 0044 0532 0130 00, +49 (30) 123-45678, sk-proj-abcdefghij, https://x.example/?token=abc&a=1, 12 mails`;
  expect(redacted({ said: [said, 7, null] })).toEqual({
    said: [
      `/contacts/${id} on 2026-11-30T10:00:00Z: [address], [account], [number], [key], https://x.example/?token=[secret]&a=1, 12 mails`,
      7,
      null,
    ],
  });
});
