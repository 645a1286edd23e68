import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId, step } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { closeQueues, enqueueJob } from "#server/jobs/index.ts";
import { openStreams } from "#server/observability/index.ts";

import { bindRealtime, closeRedis, closeStreams, closeSubscriber, openStream, redis } from "./index.ts";

useTestDatabase();
beforeEach(bindRealtime);
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  closeSubscriber();
  await closeQueues();
  await closeRedis();
});

interface Received {
  id: string | null;
  type: string;
  subject: string;
}

/** Reads events until `count` have come. */
async function read(stream: ReadableStream<Uint8Array>, count: number): Promise<Received[]> {
  const received: Received[] = [];
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream.values({ preventCancel: true })) {
    text += decoder.decode(chunk, { stream: true });
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data === undefined) continue;
      const event = JSON.parse(data) as { type: string; id: string };
      received.push({ id: /^id: (.*)$/m.exec(frame)?.[1] ?? null, type: event.type, subject: event.id });
    }
    if (received.length >= count) break;
  }
  return received;
}

const open = (ctx: Context, lastEventId: string | null = null) =>
  openStream(ctx, { lastEventId, signal: new AbortController().signal });

test("begins with the unfinished jobs, then tells of changes, ids only", async () => {
  const ctx = await newOwner();
  const jobId = await step(ctx, ({ ctx: at }) => enqueueJob(at, "operations.batch", {}));
  const stream = open(ctx);
  expect(await read(stream, 1)).toEqual([{ id: null, type: "job.changed", subject: jobId }]);
  const contact = await createContact(ctx, { displayName: "Ada Byron" });
  expect(await read(stream, 1)).toEqual([
    { id: expect.any(String), type: "contact.created", subject: contact.id },
  ]);
  await stream.cancel();
});

test("sends again what came after the last event that the browser knows", async () => {
  const ctx = await newOwner();
  const stream = open(ctx);
  const first = await createContact(ctx, { displayName: "First" });
  const [known] = await read(stream, 1);
  await stream.cancel();
  const second = await createContact(ctx, { displayName: "Second" });
  const again = open(ctx, known?.id ?? null);
  expect(known?.subject).toBe(first.id);
  expect((await read(again, 1)).map((event) => event.subject)).toEqual([second.id]);
  await again.cancel();
});

test("tells nobody else, neither in the workspace nor outside", async () => {
  const ctx = await newOwner();
  const others = [await newMember(ctx, "member"), await newOwner()];
  const streams = others.map((other) => open(other));
  await createContact(ctx, { displayName: "Private" });
  for (const [index, other] of others.entries()) {
    const own =
      other.role === "owner" || other.role === "member"
        ? await createContact(through(other, "action"), { displayName: "Own" })
        : null;
    const stream = streams[index];
    if (!stream) throw new Error("no stream");
    expect((await read(stream, 1)).map((event) => event.subject)).toEqual([own?.id]);
    await stream.cancel();
  }
});

test("every stream ends on the signal to stop", async () => {
  const stream = open(await newOwner());
  const reader = stream.getReader();
  await reader.read();
  closeStreams();
  expect((await reader.read()).done).toBe(true);
});

test("a stream that cannot begin leaves nothing behind", async () => {
  const owner = await newOwner();
  const before = (await openStreams.get()).values[0]?.value ?? 0;
  const stranger = { ...owner, user: { id: newId() } };
  await expect(read(open(stranger), 1)).rejects.toThrow();
  expect((await openStreams.get()).values[0]?.value).toBe(before);
});

test("who missed more than is sent again is told so once, and goes on from the newest", async () => {
  const ctx = await newOwner();
  const stream = open(ctx);
  await createContact(ctx, { displayName: "Known" });
  const [known] = await read(stream, 1);
  await stream.cancel();
  const { client } = systemPool();
  await client`
    insert into crm.outbox (id, workspace_id, user_id, type, payload)
    select gen_random_uuid(), ${ctx.workspace.id}, ${ctx.user.id}, 'contact.updated', '{}'::jsonb
    from generate_series(1, 201)`;
  // In the order of time, as the product's own ids are.
  await client`
    update crm.outbox o set id = n.id from (
      select id as was, ('ffffffff-ffff-7000-8000-' || lpad((row_number() over ())::text, 12, '0'))::uuid as id
      from crm.outbox where workspace_id = ${ctx.workspace.id} and type = 'contact.updated') n
    where o.id = n.was`;
  const newest = "ffffffff-ffff-7000-8000-000000000201";

  const gap = open(ctx, known?.id ?? null);
  expect(await read(gap, 1)).toEqual([{ id: newest, type: "stream.missed", subject: "" }]);
  await gap.cancel();

  const again = open(ctx, newest);
  const next = await createContact(ctx, { displayName: "Next" });
  expect((await read(again, 1)).map((event) => event.subject)).toEqual([next.id]);
  await again.cancel();

  const [first] = await client<{ id: string }[]>`
    select id from crm.outbox where workspace_id = ${ctx.workspace.id} and type = 'contact.updated' order by id limit 1`;
  const whole = open(ctx, first?.id ?? null);
  const all = await read(whole, 200);
  expect(all.map((event) => event.type)).toEqual(Array.from({ length: 200 }, () => "contact.updated"));
  await whole.cancel();
});

test("a quiet stream gives signs of life, and ends before the function does", async () => {
  const ctx = await newOwner();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  const reader = open(ctx).getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await next()).toBe("retry: 2000\n\n");
  const before = (await openStreams.get()).values[0]?.value ?? 0;
  vi.advanceTimersByTime(15_000);
  expect(await next()).toBe(": heartbeat\n\n");
  vi.advanceTimersByTime(240_000 - 15_000);
  for (let beat = 2; beat <= 15; beat++) expect(await next()).toBe(": heartbeat\n\n");
  // The sixteenth falls on the same instant as the end; nothing follows it.
  const rest = await reader.read();
  if (!rest.done) expect((await reader.read()).done).toBe(true);
  expect((await openStreams.get()).values[0]?.value).toBe(before - 1);
});

test("a process listens once, whatever the number of its streams", async () => {
  const [ctx, other] = [await newOwner(), await newOwner()];
  const channels = [ctx, other].map(({ workspace }) => `${env().REDIS_PREFIX}:live:${workspace.id}`);
  const listeners = async () => {
    const found = (await redis().pubsub("NUMSUB", ...channels)) as (string | number)[];
    return found.filter((_, index) => index % 2 === 1).map(Number);
  };
  const streams = [open(ctx), open(ctx), open(ctx), open(other)];
  for (const stream of streams) {
    const reader = stream.getReader();
    await reader.read();
    reader.releaseLock();
  }
  await vi.waitFor(async () => expect(await listeners()).toEqual([1, 1]));
  for (const stream of streams.slice(1)) await stream.cancel();
  await vi.waitFor(async () => expect(await listeners()).toEqual([1, 0]));
  await streams[0]?.cancel();
  await vi.waitFor(async () => expect(await listeners()).toEqual([0, 0]));
});
