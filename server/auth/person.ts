import { type AuthError, isAuthApiError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { z } from "zod";

import { AppError } from "#lib/errors.ts";

/** Somebody whom Supabase Auth knows. */
export interface Person {
  userId: string;
  email: string;
}

const Claims = z.object({ sub: z.uuid(), email: z.email(), role: z.literal("authenticated") });

interface Verified {
  data: { claims: unknown } | null;
  error: AuthError | null;
}

/** What verified claims say; null when nobody is signed in. Throws AppError when Auth cannot be asked. */
export function personOf({ data, error }: Verified): Person | null {
  if (error && cannotBeAsked(error)) throw authUnavailable(error);
  const claims = Claims.safeParse(data?.claims);
  return claims.success ? { userId: claims.data.sub, email: claims.data.email } : null;
}

export function cannotBeAsked(error: AuthError): boolean {
  return isAuthRetryableFetchError(error) || (isAuthApiError(error) && error.status >= 500);
}

export function authUnavailable(cause: unknown): AppError {
  return new AppError(
    "unavailable",
    "Sign-in cannot be reached right now. Nothing was lost; please try again in a moment.",
    { cause },
  );
}
