import { ExponentialBackoff, handleWhen, retry } from "cockatiel";

import { AppError } from "#lib/errors.ts";

const retriesMax = 4;

/** What counts money is tried again for some seconds, with growing pauses: it may be done twice. What was refused is not. */
export const patiently = <T>(work: () => Promise<T>): Promise<T> =>
  retry(
    handleWhen((error) => !(error instanceof AppError)),
    { maxAttempts: retriesMax, backoff: new ExponentialBackoff({ initialDelay: 150, maxDelay: 5_000 }) },
  ).execute(work);
