import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { forgetLists, keepList, keptList } from "./kept-lists.ts";

const path = "/contacts?sort=name&limit=50";
const loaded = { items: [{ id: "a" }, { id: "b" }], nextCursor: "c" };
const history = {
  state: null as unknown,
  replaceState(state: unknown) {
    this.state = state;
  },
};

beforeEach(() => {
  history.state = { key: "of the router" };
  vi.stubGlobal("window", { history });
});
afterEach(() => {
  vi.unstubAllGlobals();
  forgetLists();
});

test("whoever comes back to the entry finds what was loaded, and the router its own", () => {
  keepList(path, { loaded });
  expect(keptList(path)).toMatchObject({ loaded, top: 0 });
  expect(history.state).toMatchObject({ key: "of the router" });
});

test("another visit to the same list begins afresh, and so does another list", () => {
  keepList(path, { loaded });
  expect(keptList("/companies")).toBeNull();
  history.state = null;
  expect(keptList(path)).toBeNull();
});

test("one visit keeps its name while it grows and is scrolled, and nothing is left for who signs in next", () => {
  keepList(path, { top: 1200 });
  const { state } = history;
  keepList(path, { loaded });
  expect(history.state).toBe(state);
  expect(keptList(path)).toMatchObject({ loaded, top: 1200 });
  forgetLists();
  expect(keptList(path)).toBeNull();
});
