/** Another one spoke first. */
export class OvertakenError extends Error {
  constructor() {
    super("another model spoke first");
    this.name = "OvertakenError";
  }
}

interface Race<C, T> {
  /** In the order in which they are asked. */
  candidates: readonly C[];
  /** Ends early, with any error, once its signal is aborted. */
  ask: (candidate: C, signal: AbortSignal) => Promise<T>;
  /** For how long one may be silent before the next one is asked as well; Infinity: until it has failed. */
  patienceMs: (candidate: C) => number;
  /** Whether the next one may be asked after this. */
  mayGoOn: (error: unknown) => boolean;
  /** Gives back what came although another one had won. */
  discard: (late: T) => void;
}

/**
 * Whoever answers first wins, and the others are told to stop. The next is asked once one has failed, or is silent for
 * too long and may still win. Throws the last error when nobody is left.
 */
export function race<C, T>({ candidates, ask, patienceMs, mayGoOn, discard }: Race<C, T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const left = [...candidates];
    const running = new Map<AbortController, NodeJS.Timeout | undefined>();
    let isOver = false;
    let newest: AbortController | undefined;
    const leave = (own: AbortController) => {
      clearTimeout(running.get(own));
      running.delete(own);
    };
    const won = (answer: T) => {
      if (isOver) return discard(answer);
      isOver = true;
      for (const [other, timer] of running) {
        clearTimeout(timer);
        other.abort(new OvertakenError());
      }
      resolve(answer);
    };
    const failed = (own: AbortController, error: unknown) => {
      if (isOver) return;
      // Who came after it is in its place already.
      const isReplaced = running.size > 0 && own !== newest;
      if (!isReplaced && mayGoOn(error) && left.length > 0) return next();
      if (running.size > 0) return;
      isOver = true;
      reject(error as Error);
    };
    const next = () => {
      const candidate = left.shift();
      if (candidate === undefined) return;
      const own = new AbortController();
      newest = own;
      const waitMs = patienceMs(candidate);
      running.set(own, Number.isFinite(waitMs) ? setTimeout(next, waitMs) : undefined);
      ask(candidate, own.signal)
        .finally(() => leave(own))
        .then(won, (error: unknown) => failed(own, error));
    };
    next();
  });
}
