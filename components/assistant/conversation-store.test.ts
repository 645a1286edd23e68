import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { emptyConversation } from "./conversation-state.ts";
import { createStore } from "./conversation-store.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("what comes many times a second is told together, what is set at once tells of it too", () => {
  const store = createStore(emptyConversation(null));
  const told = vi.fn(() => store.current().draft);
  const leave = store.subscribe(told);
  store.setSoon({ draft: "a" });
  store.setSoon({ draft: "ab" });
  expect(store.current().draft).toBe("ab");
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(40);
  expect(told.mock.results).toMatchObject([{ value: "ab" }]);

  store.setSoon({ draft: "abc" });
  store.set({ isLoading: true });
  vi.advanceTimersByTime(100);
  expect(told).toHaveBeenCalledTimes(2);
  leave();
  store.set({ draft: "" });
  expect(told).toHaveBeenCalledTimes(2);
});
