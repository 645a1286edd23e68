import { afterAll, beforeAll, expect, test } from "vitest";

import { freePort } from "#local/process/ports.ts";
import { addDays, dateIn, startOfDay } from "#lib/zone.ts";
import { instructionsFor } from "#server/assistant/prompt.ts";

import { instantIn } from "./dates.ts";
import { type ModelServer, startModelServer } from "./server.ts";
import { answers, asker, mail, waiting } from "./testing.ts";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ port: await freePort() });
});
afterAll(() => server.stop());

const ask = asker(() => server.url);
const inZone = (zone: string, question: string, given: Record<string, unknown>) =>
  ask(question, given, instructionsFor({ displayName: "Bea", timeZone: zone, memories: [] }, new Date()));

test.each([
  ["UTC", "2026-11-22T09:00:00.000Z", "2026-11-22T15:00:00.000Z"],
  ["Europe/Stockholm", "2026-11-22T08:00:00.000Z", "2026-11-22T14:00:00.000Z"],
  ["America/New_York", "2026-11-22T14:00:00.000Z", "2026-11-22T20:00:00.000Z"],
])("days and hours are those of the person: %s", (zone, nine, three) => {
  const now = new Date("2026-11-21T12:00:00Z");
  expect(instantIn("call Ada tomorrow", now, zone)).toBe(nine);
  expect(instantIn("tomorrow at 3 pm", now, zone)).toBe(three);
  expect(instantIn("tomorrow at 15:00", now, zone)).toBe(three);
  expect(instantIn("tomorrow 15:00", now, zone)).toBe(three);
  expect(instantIn("at 3pm tomorrow", now, zone)).toBe(three);
  expect(instantIn("water 3 plants tomorrow", now, zone)).toBe(nine);
  expect(instantIn("call Ada", now, zone)).toBeNull();
});

test("the day that it is is the person's, and so are the hours after their clocks change", () => {
  // Already Sunday in Stockholm, where summer time begins that night; still Saturday noon beyond the ocean.
  const night = new Date("2026-03-28T23:30:00Z");
  expect(instantIn("tomorrow at 15", night, "Europe/Stockholm")).toBe("2026-03-30T13:00:00.000Z");
  expect(instantIn("tomorrow at 15", night, "America/New_York")).toBe("2026-03-29T19:00:00.000Z");
  const noon = new Date("2026-11-21T12:00:00Z");
  expect(instantIn("on Friday at 10", noon, "UTC")).toBe("2026-11-27T10:00:00.000Z");
  expect(instantIn("in 3 days", noon, "UTC")).toBe("2026-11-24T09:00:00.000Z");
});

test("free times are asked for and told by the clocks of the person", async () => {
  const inputs: Record<string, unknown>[] = [];
  const { text } = await inZone("America/New_York", "When am I free tomorrow?", {
    ...answers,
    events_free: (input: Record<string, unknown>) => {
      inputs.push(input);
      return { items: [{ startAt: "2026-12-02T14:00:00Z", endAt: "2026-12-02T14:30:00Z" }] };
    },
  });
  expect(text).toContain("- Wed, 2 Dec, 09:00");
  const [{ from, to } = {}] = inputs;
  const tomorrow = addDays(dateIn(new Date(), "America/New_York"), 1);
  expect(from).toBe(startOfDay(tomorrow, "America/New_York").toISOString());
  expect(to).toBe(startOfDay(addDays(tomorrow, 1), "America/New_York").toISOString());
});

test("days of mails are told in words, by the clocks of the person", async () => {
  const late = { ...mail, occurredAt: "2026-05-01T23:00:00Z" };
  const given = { ...answers, interactions_search: { items: [late] } };
  expect((await inZone("Europe/Stockholm", "What did Ada say about the budget?", given)).text).toContain(
    "(2 May 2026)",
  );
  expect((await inZone("America/New_York", "What did Ada say about the budget?", given)).text).toContain(
    "(1 May 2026)",
  );
});

test("of a list that goes on it says how many there are at least", async () => {
  const items = Array.from({ length: 10 }, (_, n) => ({ ...mail, id: `0199-thread-${String(n)}` }));
  const waits = async (answer: object) =>
    (await ask("Who is waiting for my answer?", { threads_list: answer })).text;
  expect(await waits({ items, nextCursor: "further" })).toMatch(/^At least 10 conversations wait/);
  expect(await waits({ items })).toMatch(/^10 conversations wait/);
  expect(await waits({ items: [...items, { leftOut: 3 }] })).toMatch(/^At least 10 conversations wait/);
  expect(await waits({ items: items.slice(0, 1) })).toMatch(/^One conversation waits/);
});

test("a draft says what it was told to say, and asks about what it is to be about", async () => {
  const written = async (question: string) => {
    const inputs: Record<string, unknown>[] = [];
    const given = {
      ...answers,
      drafts_create: (input: Record<string, unknown>) => {
        inputs.push(input);
        return waiting;
      },
    };
    await ask(question, given);
    return inputs[0];
  };
  const thanks = { subject: "Thanks for lunch", body: "Hello Ada,\n\nThanks for lunch.\n\nBest wishes" };
  expect(await written("Draft a mail to Ada Byron saying thanks for lunch")).toMatchObject(thanks);
  expect(await written("Draft a mail to Ada Byron: thanks for lunch")).toMatchObject(thanks);
  expect(await written("Draft a mail to Ada Byron about the budget")).toMatchObject({
    subject: "The budget",
    body: "Hello Ada,\n\nI am writing about the budget. When would suit you to talk about it?\n\nBest wishes",
  });
});
