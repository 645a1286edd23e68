import type { AuthError } from "@supabase/supabase-js";
import { headers } from "next/headers";

import { clientAddress } from "#server/auth/index.ts";
import { logger } from "#server/observability/index.ts";

import { sessionClient } from "./client.ts";
import { ask, refusal } from "./refusal.ts";
import { countTries } from "./tries.ts";

/** What a code lets its reader do. */
export type CodePurpose = "sign-in" | "reset";

/**
 * Mails six digits to the address, if it has an account: whether it has one is not to be learned here. Throws AppError
 * where it is asked too often or Auth is away.
 */
export async function sendCode(purpose: CodePurpose, email: string): Promise<void> {
  const from = clientAddress(await headers());
  await countTries([
    { name: "code-mail:email", of: email, max: 8 },
    { name: "code-mail:from", of: from, max: 50 },
  ]);
  const { auth } = await sessionClient();
  const mailing: Promise<{ error: AuthError | null }> =
    purpose === "sign-in"
      ? auth.signInWithOtp({ email, options: { shouldCreateUser: false } })
      : auth.resetPasswordForEmail(email);
  const { error } = await ask(mailing);
  if (error && !tellsWhoHasAnAccount(error)) throw refusal(error);
}

// An address without an account is refused, one with an account is not mailed twice in a minute.
const tellingCodes = new Set([
  "otp_disabled",
  "user_not_found",
  "signup_disabled",
  "over_email_send_rate_limit",
]);

function tellsWhoHasAnAccount({ code }: AuthError): boolean {
  const isTelling = tellingCodes.has(code ?? "");
  if (isTelling) logger().info({ code }, "no code was mailed");
  return isTelling;
}

/** Signs in whoever has read the mail. Throws AppError; a code of six digits stands few guesses. */
export async function verifyCode(purpose: CodePurpose, email: string, code: string): Promise<string> {
  const from = clientAddress(await headers());
  const takeBack = await countTries([
    { name: "code:person", of: `${email} ${from}`, max: 10 },
    { name: "code:email", of: email, max: 20 },
    { name: "code:from", of: from, max: 100 },
  ]);
  const { auth } = await sessionClient();
  const type = purpose === "sign-in" ? "email" : "recovery";
  const { data, error } = await ask(auth.verifyOtp({ email, token: code, type }));
  if (error) throw refusal(error);
  if (!data.user) throw new Error("Auth took a code and named nobody");
  await takeBack();
  return data.user.id;
}
