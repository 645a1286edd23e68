import { z } from "zod";

import { AppError } from "#lib/errors.ts";

import { sessionClient } from "./client.ts";
import { verifyCode } from "./mailed-code.ts";
import { ask, refusal } from "./refusal.ts";
import { dropCookie, keepInCookie, readCookie, sealedCookie } from "./sealed-cookie.ts";

// A password is set by who has just read the mail, not by whoever finds a browser that is signed in.
const proven = sealedCookie("reset", z.object({ userId: z.uuid() }));

/** Signs in who has read the mail, and lets them choose a password for ten minutes. Throws AppError. */
export async function proveByCode({ email, code }: { email: string; code: string }): Promise<void> {
  await keepInCookie(proven, { userId: await verifyCode("reset", email, code) });
}

/** Throws AppError; afterwards every other browser is signed out. */
export async function setNewPassword(password: string): Promise<void> {
  const proof = await readCookie(proven);
  const { auth } = await sessionClient();
  const { data } = proof ? await ask(auth.getUser()) : { data: { user: null } };
  if (!proof || data.user?.id !== proof.userId) {
    throw new AppError("unauthenticated", "The ten minutes for this are over. Have a new code sent.");
  }
  const { error } = await ask(auth.updateUser({ password }));
  if (error) throw refusal(error);
  await dropCookie(proven);
  await ask(auth.signOut({ scope: "others" })).catch(() => undefined);
}
