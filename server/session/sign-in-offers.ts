import { z } from "zod";

import { perProcess } from "#lib/per-process.ts";
import { authSettings } from "#server/auth/index.ts";
import { env } from "#server/env.ts";

export interface SignInOffers {
  /** Auth lets people in by Google. */
  google: boolean;
  /** Mail is written to a file on this machine instead of being sent. */
  mailFile: string | null;
}

const Settings = z.object({ external: z.object({ google: z.boolean() }) });
const goodForMs = 60_000;
const answerMs = 1_500;
const known = perProcess("session.offers", (): { google?: boolean; askedAt: number } => ({ askedAt: 0 }));

/** How people can sign in here. Never throws: what cannot be asked is as it was, or not offered. */
export async function signInOffers(): Promise<SignInOffers> {
  if (known.google === undefined || Date.now() - known.askedAt > goodForMs) {
    known.askedAt = Date.now();
    known.google = await askForGoogle().catch(() => known.google ?? false);
  }
  return {
    google: known.google,
    mailFile: env().LOCAL_STAND_INS.includes("auth") ? env().LOCAL_MAIL_FILE : null,
  };
}

async function askForGoogle(): Promise<boolean> {
  const { url, key } = authSettings();
  const response = await fetch(`${url}/auth/v1/settings`, {
    headers: { apikey: key },
    signal: AbortSignal.timeout(answerMs),
    cache: "no-store",
  });
  return Settings.parse(await response.json()).external.google;
}
