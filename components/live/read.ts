import type { Result } from "#lib/result.ts";

import { wordsForPeople } from "./signed-out.ts";

/**
 * Reads from the product's own API with the session's cookie. Never rejects, but for an aborted signal.
 * The caller names the shape that this path's operation declares as its output; the server has checked it.
 */
export async function read<T>(path: string, signal?: AbortSignal): Promise<Result<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, { cache: "no-store", ...(signal ? { signal } : {}) });
    const body: Result<T> = await response.json();
    return body.ok ? body : { ok: false, error: wordsForPeople(body.error) };
  } catch (error) {
    if (signal?.aborted) throw error;
    return {
      ok: false,
      error: {
        code: "unavailable",
        message: "The server cannot be reached right now. Nothing was lost; please try again in a moment.",
        requestId: "",
      },
    };
  }
}
