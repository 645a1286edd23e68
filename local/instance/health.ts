import { z } from "zod";
import { waitFor } from "#local/process/wait.ts";

const readyTimeoutMs = 90_000;

// Web is ready without a worker, which may start later elsewhere; here the two belong together.
const Ready = z.object({
  ready: z.literal(true),
  dependencies: z.object({ worker: z.object({ status: z.literal("ok") }) }),
});

/** Waits until the app says that it is ready. Throws what it said last when it does not become so, or ends. */
export async function waitUntilReady(
  url: string,
  ended: () => string | null,
  signal: AbortSignal,
): Promise<void> {
  let last = "no answer";
  const ask = async (): Promise<true | null> => {
    signal.throwIfAborted();
    try {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
      const text = await response.text();
      if (Ready.safeParse(JSON.parse(text)).success) return true;
      last = `${String(response.status)} ${text.slice(0, 500)}`;
    } catch {
      // Not listening yet, or not the answer of a health check.
    }
    return null;
  };
  const ready = await waitFor(ask, {
    timeoutMs: readyTimeoutMs,
    everyMs: 100,
    giveUp: () => ended() !== null,
  });
  const ending = ended();
  if (ending !== null) throw new Error(ending);
  if (ready === null) {
    throw new Error(
      `The app is not ready after ${String(readyTimeoutMs / 1_000)} s; /api/health says: ${last}`,
    );
  }
}
