import { afterEach, expect, test, vi } from "vitest";

import { arrive, departureStore, leaveFor } from "./departure.ts";

afterEach(() => {
  arrive();
  vi.unstubAllGlobals();
});

const at = (href: string) => vi.stubGlobal("window", { location: new URL(href) });

test("one is on the way to another page until one arrives", () => {
  at("http://crm.example/today");
  const heard = vi.fn();
  const stop = departureStore.subscribe(heard);
  leaveFor("/contacts?sort=name");
  expect(departureStore.current()).toBe("/contacts");
  arrive();
  expect(departureStore.current()).toBeNull();
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
});

test("another view of the same page is no way, and who turns back is there", () => {
  at("http://crm.example/today");
  leaveFor("/today?week=2#chart");
  expect(departureStore.current()).toBeNull();
  leaveFor("/tasks");
  leaveFor("/");
  expect(departureStore.current()).toBeNull();
});
