import { DelegateBackoff, ExponentialBackoff, handleWhen, type IBackoff, retry } from "cockatiel";

import { asksTooMuch, mayPass, retryAfterMs } from "./errors.ts";

const retriesMax = 2;
const growing = { initialDelay: 400, maxDelay: 5_000 };

/** Retries what may pass, after a growing wait with chance in it, or as long as the provider asks; not when that is too long. */
export function inRounds<T>(signal: AbortSignal | undefined, round: () => Promise<T>): Promise<T> {
  let wait: IBackoff<unknown> | undefined;
  const backoff = new DelegateBackoff<{ result: object }>(({ result }) => {
    wait = wait ? wait.next(result) : new ExponentialBackoff(growing).next();
    return ("error" in result ? retryAfterMs(result.error) : null) ?? wait.duration;
  });
  const policy = retry(
    handleWhen((error) => signal?.aborted !== true && mayPass(error) && !asksTooMuch(error)),
    { maxAttempts: retriesMax, backoff },
  );
  return policy.execute(round, signal);
}
