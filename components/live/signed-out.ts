import type { Failure } from "#lib/result.ts";

/** The API tells programs to send a key; whoever sits at a page has been signed out, perhaps in another tab. */
export const wordsForPeople = (failure: Failure): Failure =>
  failure.code === "unauthenticated"
    ? { ...failure, message: "You are signed out. Sign in again to go on; what you typed is still here." }
    : failure;
