"use server";

import { redirect } from "next/navigation";

import type { Result } from "#lib/result.ts";
import {
  CodeInput,
  NewPasswordInput,
  ReturnInput,
  SendCodeInput,
  SignInInput,
  SignUpInput,
} from "#lib/schemas/auth.ts";
import { parseInput } from "#server/core/index.ts";
import {
  endSession,
  googleSignInUrl,
  proveByCode,
  sendCode,
  setNewPassword,
  signInWithPassword,
  signUpWithPassword,
  verifyCode,
} from "#server/session/index.ts";

import { attempt } from "./action.ts";

/** Goes to `next` (a path of the app) when it is right; answers only what was wrong. */
export async function signIn(input: SignInInput): Promise<Result<never>> {
  const result = await attempt(async () => {
    const parsed = parseInput({ input: SignInInput }, input);
    await signInWithPassword(parsed);
    return parsed.next ?? "/";
  });
  if (result.ok) redirect(result.data);
  return result;
}

/** Goes to `next` when the account is open at once; else answers that a mail has to be confirmed, or what was wrong. */
export async function signUp(input: SignUpInput): Promise<Result<{ confirmByMail: true }>> {
  const result = await attempt(async () => {
    const parsed = parseInput({ input: SignUpInput }, input);
    return { isOpen: await signUpWithPassword(parsed), next: parsed.next ?? "/" };
  });
  if (!result.ok) return result;
  if (result.data.isOpen) redirect(result.data.next);
  return { ok: true, data: { confirmByMail: true } };
}

/** Ends this browser's session and goes to the sign-in page. */
export async function signOut(): Promise<Result<never>> {
  const result = await attempt(endSession);
  if (result.ok) redirect("/sign-in");
  return result;
}

/** Mails a code to sign in with, if the address has an account; answers the same if it has none. */
export async function sendSignInCode(input: SendCodeInput): Promise<Result<null>> {
  return attempt(async () => {
    await sendCode("sign-in", parseInput({ input: SendCodeInput }, input).email);
    return null;
  });
}

/** As signIn(), with the six digits of the mail. */
export async function signInWithCode(input: CodeInput): Promise<Result<never>> {
  const result = await attempt(async () => {
    const { email, code, next = "/" } = parseInput({ input: CodeInput }, input);
    await verifyCode("sign-in", email, code);
    return next;
  });
  if (result.ok) redirect(result.data);
  return result;
}

/** Where to go to sign in by Google. */
export async function startGoogleSignIn(input: ReturnInput): Promise<Result<{ url: string }>> {
  return attempt(async () => {
    const { next = "/" } = parseInput({ input: ReturnInput }, input);
    return { url: await googleSignInUrl(next) };
  });
}

/** Mails a code to choose a new password with, if the address has an account; answers the same if it has none. */
export async function sendResetCode(input: SendCodeInput): Promise<Result<null>> {
  return attempt(async () => {
    await sendCode("reset", parseInput({ input: SendCodeInput }, input).email);
    return null;
  });
}

/** Signs in by that code; for ten minutes a new password may be chosen. */
export async function verifyResetCode(input: CodeInput): Promise<Result<null>> {
  return attempt(async () => {
    await proveByCode(parseInput({ input: CodeInput }, input));
    return null;
  });
}

/** Goes to the start page when the password is set; answers only what was wrong. */
export async function choosePassword(input: NewPasswordInput): Promise<Result<never>> {
  const result = await attempt(async () => {
    await setNewPassword(parseInput({ input: NewPasswordInput }, input).password);
  });
  if (result.ok) redirect("/");
  return result;
}
