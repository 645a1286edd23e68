"use server";

import { redirect } from "next/navigation";

import type { Result } from "#lib/result.ts";
import { SignInInput, SignUpInput } from "#lib/schemas/auth.ts";
import { parseInput } from "#server/core/index.ts";
import { endSession, signInWithPassword, signUpWithPassword } from "#server/session/index.ts";

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
