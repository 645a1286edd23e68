import { perProcess } from "#lib/per-process.ts";
import type { Gate } from "#server/google/index.ts";

const turns = perProcess("sync.largeMessages", () => ({ last: Promise.resolve() }));

/**
 * The turn of a large message: one after another comes into this process, whatever mailbox they are of. It is taken when a
 * request may go, kept from its answer until the message is read, and let go where it failed: nobody's quota or pauses hold
 * up the others.
 */
export class LargeTurn {
  #release: () => void = () => undefined;

  readonly gate: Gate = async (request, signal) => {
    await this.#take(signal);
    return request().catch((error: unknown) => {
      this.end();
      throw error;
    });
  };

  end(): void {
    this.#release();
  }

  async #take(signal: AbortSignal): Promise<void> {
    const { promise: ended, resolve: release } = Promise.withResolvers<void>();
    const before = turns.last;
    turns.last = before.then(() => ended);
    this.#release = release;
    try {
      await unlessStopped(before, signal);
    } catch (error) {
      release();
      throw error;
    }
  }
}

/** Rejects with the signal's reason as soon as it is given. */
async function unlessStopped(waited: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const onAbort = () => {
    stop();
  };
  signal.addEventListener("abort", onAbort, { once: true });
  await Promise.race([waited, stopped]);
  signal.removeEventListener("abort", onAbort);
  signal.throwIfAborted();
}
