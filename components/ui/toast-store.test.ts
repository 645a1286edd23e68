import { expect, test, vi } from "vitest";

import { runToastAction, showToast, toastStore, undoLast } from "./toast-store.ts";

test("what a toast told of is taken back once, also after it has gone from sight", () => {
  const undo = vi.fn();
  showToast({ text: "Ada deleted", action: { label: "Undo", run: undo } });
  showToast({ text: "Saved" });
  expect(undoLast()).toBe(true);
  expect(undoLast()).toBe(false);
  expect(undo).toHaveBeenCalledOnce();
});

test("an action that was run by its button is not run again by the key", () => {
  const undo = vi.fn();
  showToast({ text: "Ada deleted", action: { label: "Undo", run: undo } });
  const toast = toastStore.current();
  if (toast) runToastAction(toast);
  expect(toastStore.current()).toBeNull();
  expect(undoLast()).toBe(false);
  expect(undo).toHaveBeenCalledOnce();
});

test("what is no undo, and what is long past, is left alone", () => {
  const run = vi.fn();
  showToast({ text: "Failed", action: { label: "Try again", run } });
  expect(undoLast()).toBe(false);
  vi.useFakeTimers();
  showToast({ text: "Ada deleted", action: { label: "Undo", run } });
  vi.advanceTimersByTime(61_000);
  expect(undoLast()).toBe(false);
  vi.useRealTimers();
  expect(run).not.toHaveBeenCalled();
});
