import type { Result } from "#lib/result.ts";

import { read } from "./read.ts";

/** Progress comes several times a second; reading it this often is enough for eyes. */
const readEveryMs = 300;

export interface Reader {
  now: () => void;
  /** With the next readings drawn together into one. */
  soon: () => void;
  /** Forgets what it was told and has not begun. */
  rest: () => void;
  stop: () => void;
}

/** Reads one path whenever it is told to, never twice at once and never less than once after the last telling. */
export function createReader<T>(
  path: string,
  onResult: (result: Result<T>, begunAtMs: number) => void,
): Reader {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = false;
  let again = false;
  const now = () => {
    if (reading) {
      again = true;
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    reading = true;
    again = false;
    const begunAtMs = Date.now();
    void read<T>(path, abort.signal)
      .then(
        (result) => onResult(result, begunAtMs),
        () => undefined,
      )
      .finally(() => {
        reading = false;
        if (again && !abort.signal.aborted) soon();
      });
  };
  const soon = () => {
    if (reading) again = true;
    else timer ??= setTimeout(now, readEveryMs);
  };
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
    again = false;
  };
  return {
    now,
    soon,
    rest,
    stop() {
      abort.abort();
      rest();
    },
  };
}
