import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { StepChoice } from "./step-choice.ts";

const key = "omnicrm-ticks";
const storage = new Map<string, string>();
const target = new EventTarget();
const choice = (...chosen: number[]): StepChoice => ({
  chosen: new Set(chosen),
  seen: 4,
  joined: new Set([3]),
});

/** The page as it is after a reload: only the storage knows what was. */
async function reloaded() {
  vi.resetModules();
  return import("./kept-choices.ts");
}

beforeEach(() => {
  storage.clear();
  vi.stubGlobal("window", target);
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => void storage.set(name, value),
    removeItem: (name: string) => void storage.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("what was ticked is known after a reload, the same object until it changes, and gone once it is decided", async () => {
  const before = await reloaded();
  before.keptChoices.keep("one", choice(0, 2));
  before.keptChoices.keep("other", choice());

  const { keptChoices } = await reloaded();
  expect(keptChoices.of("one")).toEqual(choice(0, 2));
  expect(keptChoices.of("one")).toBe(keptChoices.of("one"));
  expect(keptChoices.of("third")).toBeNull();
  keptChoices.drop("one");
  expect(keptChoices.of("one")).toBeNull();

  const after = await reloaded();
  expect(after.keptChoices.of("one")).toBeNull();
  expect(after.keptChoices.of("other")).toEqual(choice());
  after.forgetChoices();
  expect(storage.has(key)).toBe(false);
});

test("every card is told, here and in another tab", async () => {
  const { keptChoices } = await reloaded();
  const told = vi.fn();
  const leave = keptChoices.subscribe(told);
  keptChoices.keep("one", choice(1));
  expect(told).toHaveBeenCalledTimes(1);
  keptChoices.keep("other", choice());
  const other = keptChoices.of("other");
  told.mockClear();
  const theirs = { chosen: [2], seen: 4, joined: [3] };
  storage.set(key, JSON.stringify({ one: theirs, other: { ...theirs, chosen: [] } }));
  target.dispatchEvent(Object.assign(new Event("storage"), { key }));
  expect(told).toHaveBeenCalledTimes(1);
  expect(keptChoices.of("one")).toEqual(choice(2));
  expect(keptChoices.of("other")).toBe(other);
  target.dispatchEvent(Object.assign(new Event("storage"), { key: "another" }));
  leave();
  keptChoices.keep("one", choice());
  expect(told).toHaveBeenCalledTimes(1);
});

test("the newest fifty are kept, and what is no choice is as if there were none", async () => {
  const { keptChoices } = await reloaded();
  for (let index = 0; index < 51; index++) keptChoices.keep(String(index), choice());
  expect(keptChoices.of("0")).toBeNull();
  expect(keptChoices.of("50")).toEqual(choice());

  for (const value of ["[", "null", '{"one":1}', '{"one":{"chosen":[9],"seen":4,"joined":[]}}']) {
    storage.set(key, value);
    const { keptChoices: read } = await reloaded();
    expect(read.of("one")).toBeNull();
  }
});

test("where storage is forbidden it is known as long as the page stands", async () => {
  const refuse = () => {
    throw new DOMException("forbidden");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
  const { keptChoices } = await reloaded();
  keptChoices.keep("one", choice(0));
  expect(keptChoices.of("one")).toEqual(choice(0));
});
