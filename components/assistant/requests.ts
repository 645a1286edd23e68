import type { SendMessageInput } from "#lib/schemas/chat.ts";
import type { Failure, Result } from "#lib/result.ts";

import { outOfReach } from "#components/live/reaching.ts";
import { wordsForPeople } from "#components/live/signed-out.ts";

/** The stream of an answer; null where none runs; or why there is none. `isUnsure`: it may have arrived all the same. */
export type Streamed = { response: Response | null } | { failure: Failure; isUnsure: boolean };

export const ask = (input: SendMessageInput, signal: AbortSignal): Promise<Streamed> =>
  streamed(
    fetch("/api/chat", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
      signal,
    }),
  );

export const followAnswer = (threadId: string, signal: AbortSignal): Promise<Streamed> =>
  streamed(fetch(`/api/chat/${threadId}/stream`, { cache: "no-store", signal }));

/** Null when it was heard. */
export async function stopAnswer(threadId: string): Promise<Failure | null> {
  const result = await streamed(fetch(`/api/chat/${threadId}/stop`, { method: "POST" }));
  return "failure" in result ? result.failure : null;
}

async function streamed(request: Promise<Response>): Promise<Streamed> {
  let response: Response;
  try {
    response = await request;
  } catch {
    return { failure: outOfReach, isUnsure: true };
  }
  if (response.ok) return { response: response.status === 204 ? null : response };
  try {
    const body: Result<unknown> = await response.json();
    return { failure: body.ok ? outOfReach : wordsForPeople(body.error), isUnsure: false };
  } catch {
    return { failure: outOfReach, isUnsure: true };
  }
}
