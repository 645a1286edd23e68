import { unstable_rethrow } from "next/navigation";

import type { Failure, Result } from "#lib/result.ts";

export const outOfReach: Failure = {
  code: "unavailable",
  message: "The server cannot be reached right now. What you wrote is kept; please try again in a moment.",
  requestId: "",
};

/**
 * An action of the server as a page calls it: what does not arrive there is told as a refusal is, and the page with what
 * was typed into it stands. A rejection would take the whole page away. Going elsewhere is left to the router.
 */
export function reaching<A extends unknown[], T>(
  action: (...input: A) => Promise<Result<T>>,
): (...input: A) => Promise<Result<T>> {
  return async (...input) => {
    try {
      return await action(...input);
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: outOfReach };
    }
  };
}
