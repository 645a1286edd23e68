import type { AuthError } from "@supabase/supabase-js";

import { AppError, type ErrorCode, type FieldErrors } from "#lib/errors.ts";
import { within } from "#lib/within.ts";
import { authUnavailable, cannotBeAsked } from "#server/auth/index.ts";

const patienceMs = 8_000;

/** Waits for Auth, but not for ever. Throws AppError unavailable. */
export const ask = <T>(work: Promise<T>): Promise<T> =>
  within(patienceMs, work).catch((error: unknown) => {
    throw authUnavailable(error);
  });

interface Words {
  code: ErrorCode;
  message: string;
  fields?: FieldErrors;
}

const tooMany: Words = {
  code: "rate_limited",
  message: "Too many tries. Please wait a few minutes and try again.",
};
const hasAccount: Words = {
  code: "conflict",
  message: "An account with this e-mail address exists already. Sign in instead.",
  fields: { email: "Has an account already." },
};
const otherwise: Words = {
  code: "unavailable",
  message: "Sign-in did not work. Please try again in a moment.",
};

/** What Auth says by its codes, in words for the user. */
const words = new Map<string | undefined, Words>([
  [
    "invalid_credentials",
    { code: "unauthenticated", message: "The e-mail address or password is not right." },
  ],
  [
    "email_not_confirmed",
    {
      code: "unauthenticated",
      message: "This e-mail address is not confirmed yet. Open the link in the mail we sent you.",
    },
  ],
  ["user_already_exists", hasAccount],
  ["email_exists", hasAccount],
  [
    "weak_password",
    {
      code: "invalid_input",
      message: "Please choose a stronger password.",
      fields: { password: "Too easy to guess." },
    },
  ],
  [
    "same_password",
    {
      code: "invalid_input",
      message: "This is the password you have already. Please choose another one.",
      fields: { password: "Is your password already." },
    },
  ],
  [
    "otp_expired",
    {
      code: "unauthenticated",
      message: "This code is not right, or no longer valid. Check it, or have a new one sent.",
      fields: { code: "Not right, or no longer valid." },
    },
  ],
  [
    "signup_disabled",
    { code: "forbidden", message: "New accounts are not open here. Ask whoever runs this for one." },
  ],
  [
    "provider_disabled",
    { code: "unsupported", message: "Google sign-in is not set up here. Use your e-mail address instead." },
  ],
  ["over_request_rate_limit", tooMany],
  ["over_email_send_rate_limit", tooMany],
]);

export function refusal(error: AuthError): AppError {
  if (cannotBeAsked(error)) return authUnavailable(error);
  const { code, message, fields } = words.get(error.code) ?? otherwise;
  return new AppError(code, message, { cause: error, ...(fields ? { fields } : {}) });
}
