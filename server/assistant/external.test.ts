import { expect, test } from "vitest";

import { effectsOf } from "#local/testing/effects.ts";
import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { connectAccount } from "#server/connections/index.ts";
import { type Context, newId } from "#server/core/index.ts";

import { assistantTools } from "./index.ts";

useTestDatabase();

const call = (ctx: Context, name: string, input: Record<string, unknown>): unknown =>
  assistantTools(ctx, { threadId: "thread-7" })[name]?.execute?.(input, {
    toolCallId: newId(),
    messages: [],
    context: {},
  });

const meeting = { title: "Looms", startAt: "2026-03-10T10:00:00Z", minutes: 45 };
const letter = { to: ["ada@x.example"], subject: "Looms", body: "Hello" };

test("what a model calls that leaves the house waits for a person, and says early what is not allowed", async () => {
  const owner = await newOwner();
  expect(await call(owner, "events_create", meeting)).toMatchObject({
    error: { code: "forbidden", message: expect.stringContaining("Settings, Google") },
  });
  await connectAccount(owner, { account: "me@gmail.example", grants: ["gmail_compose", "calendar_write"] });
  expect(await call(owner, "events_create", meeting)).toMatchObject({ state: "waiting" });
  expect(await call(owner, "drafts_create", letter)).toMatchObject({ state: "waiting" });
  expect(await effectsOf(owner)).toEqual([]);
});
