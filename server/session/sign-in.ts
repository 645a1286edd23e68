import type { AuthError } from "@supabase/supabase-js";
import { cookies, headers } from "next/headers";
import type { z } from "zod";

import { AppError } from "#lib/errors.ts";
import type { SignInInput, SignUpInput } from "#lib/schemas/auth.ts";
import { within } from "#lib/within.ts";
import { authUnavailable, cannotBeAsked, clientAddress } from "#server/auth/index.ts";

import { sessionClient } from "./client.ts";
import { sessionCookie } from "./cookie.ts";
import { countTries } from "./tries.ts";

const patienceMs = 8_000;

/** Sets the session's cookies. Throws AppError when it is refused or tried too often. */
export async function signInWithPassword({ email, password }: z.output<typeof SignInInput>): Promise<void> {
  const from = clientAddress(await headers());
  const takeBack = await countTries([
    { name: "sign-in:person", of: `${email} ${from}`, max: 10 },
    { name: "sign-in:email", of: email, max: 50 },
    { name: "sign-in:from", of: from, max: 100 },
  ]);
  const client = await sessionClient();
  const { error } = await ask(client.auth.signInWithPassword({ email, password }));
  if (error) throw refusal(error);
  await takeBack();
}

/** Makes an account. True when its owner is signed in at once, false when a mail has to be confirmed first. */
export async function signUpWithPassword({
  email,
  password,
}: z.output<typeof SignUpInput>): Promise<boolean> {
  await countTries([{ name: "sign-up:from", of: clientAddress(await headers()), max: 100 }]);
  const client = await sessionClient();
  const { data, error } = await ask(client.auth.signUp({ email, password }));
  if (error) throw refusal(error);
  return data.session !== null;
}

/** Ends this browser's session; its cookies go even when Auth cannot be asked. */
export async function endSession(): Promise<void> {
  const client = await sessionClient();
  await within(patienceMs, client.auth.signOut({ scope: "local" })).catch(() => undefined);
  const store = await cookies();
  const { name: prefix, ...attributes } = sessionCookie();
  for (const { name } of store.getAll()) {
    if (name.startsWith(prefix)) store.set(name, "", { ...attributes, maxAge: 0 });
  }
}

const ask = <T>(work: Promise<T>): Promise<T> =>
  within(patienceMs, work).catch((error: unknown) => {
    throw authUnavailable(error);
  });

function refusal(error: AuthError): AppError {
  if (cannotBeAsked(error)) return authUnavailable(error);
  switch (error.code) {
    case "invalid_credentials":
      return new AppError("unauthenticated", "The e-mail address or password is not right.", {
        cause: error,
      });
    case "email_not_confirmed":
      return new AppError(
        "unauthenticated",
        "This e-mail address is not confirmed yet. Open the link in the mail we sent you.",
        { cause: error },
      );
    case "user_already_exists":
    case "email_exists":
      return new AppError(
        "conflict",
        "An account with this e-mail address exists already. Sign in instead.",
        {
          cause: error,
          fields: { email: "Has an account already." },
        },
      );
    case "weak_password":
      return new AppError("invalid_input", "Please choose a stronger password.", {
        cause: error,
        fields: { password: "Too easy to guess." },
      });
    case "signup_disabled":
      return new AppError("forbidden", "New accounts are not open here. Ask whoever runs this for one.", {
        cause: error,
      });
    case "over_request_rate_limit":
    case "over_email_send_rate_limit":
      return new AppError("rate_limited", "Too many tries. Please wait a few minutes and try again.", {
        cause: error,
      });
    default:
      return new AppError("unavailable", "Sign-in did not work. Please try again in a moment.", {
        cause: error,
      });
  }
}
