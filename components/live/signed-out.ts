import type { Failure } from "#lib/result.ts";
import { signedOutKeptWords } from "#lib/signed-out.ts";

/** The API tells programs to send a key; whoever sits at a page has been signed out, perhaps in another tab. */
export const wordsForPeople = (failure: Failure): Failure =>
  failure.code === "unauthenticated" ? { ...failure, message: signedOutKeptWords } : failure;
