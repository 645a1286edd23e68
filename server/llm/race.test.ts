import { setTimeout as wait } from "node:timers/promises";

import { expect, test } from "vitest";

import { OvertakenError, race } from "./race.ts";

type Behaviour = (signal: AbortSignal) => Promise<string>;

const speaksAfter =
  (ms: number, words: string): Behaviour =>
  async (signal) => {
    await wait(ms, undefined, { signal });
    return words;
  };
const silent: Behaviour = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
const fails =
  (message: string, ms = 0): Behaviour =>
  async () => {
    await wait(ms);
    throw new Error(message);
  };

interface Run {
  answer: string;
  asked: number[];
  stopped: unknown[];
  late: string[];
}

async function run(behaviours: readonly Behaviour[], patienceMs = Infinity): Promise<Run> {
  const asked: number[] = [];
  const stopped: unknown[] = [];
  const late: string[] = [];
  const answer = await race({
    candidates: behaviours,
    ask(behaviour, signal) {
      asked.push(behaviours.indexOf(behaviour));
      signal.addEventListener("abort", () => stopped.push(signal.reason));
      return behaviour(signal);
    },
    patienceMs: () => patienceMs,
    mayGoOn: (error) => error instanceof Error && !error.message.startsWith("final"),
    discard: (words) => void late.push(words),
  }).catch((error: unknown) => (error instanceof Error ? error.message : "?"));
  return { answer, asked, stopped, late };
}

test("one that answers in time is asked alone; one that fails is followed at once", async () => {
  expect(await run([speaksAfter(1, "Here."), silent], 1_000)).toMatchObject({ answer: "Here.", asked: [0] });
  expect(await run([fails("no"), speaksAfter(1, "There.")])).toMatchObject({
    answer: "There.",
    asked: [0, 1],
  });
});

test("one that is silent is joined by the next, and whoever speaks first wins; the other is told to stop", async () => {
  const joined = await run([silent, speaksAfter(1, "There.")], 20);
  expect(joined).toMatchObject({ answer: "There.", asked: [0, 1] });
  expect(joined.stopped).toEqual([expect.any(OvertakenError)]);
  expect(await run([speaksAfter(60, "Here."), silent], 20)).toMatchObject({ answer: "Here.", asked: [0, 1] });
});

test("one that fails while another is asked in its place is not replaced twice", async () => {
  const { answer, asked } = await run([fails("no", 40), speaksAfter(60, "There."), silent], 30);
  expect({ answer, asked }).toEqual({ answer: "There.", asked: [0, 1] });
  expect(await run([silent, fails("no"), speaksAfter(1, "Third.")], 20)).toMatchObject({
    answer: "Third.",
    asked: [0, 1, 2],
  });
});

test("a last word ends it, but for who is still being asked", async () => {
  expect(await run([fails("final"), silent])).toMatchObject({ answer: "final", asked: [0] });
  expect(await run([speaksAfter(60, "Here."), fails("final")], 20)).toMatchObject({ answer: "Here." });
  expect(await run([fails("one"), fails("two")])).toMatchObject({ answer: "two", asked: [0, 1] });
});

test("what comes from one that was overtaken is given back", async () => {
  const stubborn: Behaviour = async () => {
    await wait(60);
    return "Late.";
  };
  const { answer, late } = await run([stubborn, speaksAfter(1, "There.")], 20);
  expect({ answer, late }).toEqual({ answer: "There.", late: [] });
  await wait(80);
  expect(late).toEqual(["Late."]);
});
