import type { Result } from "#lib/result.ts";
import { dismissToast, showToast, toastStore } from "#components/ui/toast-store.ts";

type Change = () => Promise<Result<unknown>>;

/** Makes a change and tells what came of it, with the way back where there is one. True when it is done. */
export async function act(change: Change, done: string, back?: Change): Promise<boolean> {
  // Its "Undo" would take back the change before this one.
  const earlier = toastStore.current();
  if (earlier) dismissToast(earlier.id);
  const result = await change();
  if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
  else sayDone(done, back);
  return result.ok;
}

/** Tells of what was done, with the way back where there is one. */
export function sayDone(done: string, back?: Change): void {
  showToast({
    text: done,
    ...(back ? { action: { label: "Undo", run: () => void act(back, "Undone") } } : {}),
  });
}

/** The same change for each of several, one after the other. Answers those it was done for, and the last refusal. */
export async function actOnEach(
  ids: readonly string[],
  change: (id: string) => Promise<Result<unknown>>,
): Promise<{ done: string[]; refusal: string | null }> {
  const done: string[] = [];
  let refusal: string | null = null;
  for (const id of ids) {
    const result = await change(id);
    if (result.ok) done.push(id);
    else refusal = result.error.message;
  }
  return { done, refusal };
}
