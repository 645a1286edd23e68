import { afterAll, beforeEach, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId, step } from "#server/core/index.ts";
import { closeQueues, enqueueJob } from "#server/jobs/index.ts";
import { openStreams } from "#server/observability/index.ts";

import { bindRealtime, closeRedis, closeStreams, closeSubscriber, openStream } from "./index.ts";

useTestDatabase();
beforeEach(bindRealtime);
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
