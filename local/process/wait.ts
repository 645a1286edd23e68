import { setTimeout as sleep } from "node:timers/promises";

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/** Asks until the answer is true; false when the time is up. */
export async function waitUntil(
  check: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 25 }: WaitOptions,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (await check()) return true;
    if (performance.now() >= deadline) return false;
    await sleep(everyMs);
  }
}

/** Asks until there is an answer; null when the time is up or there is no point in asking on. */
export async function waitFor<Answer>(
  ask: () => Promise<Answer | null> | Answer | null,
  options: WaitOptions & { readonly giveUp?: () => boolean },
): Promise<Answer | null> {
  let answer: Answer | null = null;
  const asked = async (): Promise<boolean> => {
    const hopeless = options.giveUp?.() ?? false;
    answer = await ask();
    return answer !== null || hopeless;
  };
  await waitUntil(asked, options);
  return answer;
}
