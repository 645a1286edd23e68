import { createHmac } from "node:crypto";

import { beforeAll } from "vitest";
import { z } from "zod";

import { readSettings } from "#local/services/auth/settings.ts";
import { newId } from "#server/core/index.ts";
import { signUpWithPassword } from "#server/session/index.ts";

import { browser, useAuthServer } from "./browser.ts";

/** What somebody's programs and browser hold. */
export interface HeldSession {
  /** For `Authorization: Bearer`. */
  token: string;
  cookie: { name: string; value: string };
}

export interface SessionDates {
  /** When the access token ends, in seconds from now; signed. */
  tokenEndsIn: number;
  /** When the cookie says that it ends: it is not signed, so it may say anything. As the token unless given. */
  cookieEndsIn?: number;
}

export const hourSeconds = 3_600;

const Session = z.looseObject({ access_token: z.string(), user: z.looseObject({ id: z.uuid() }) });
const Claims = z.looseObject({ sub: z.uuid(), email: z.string(), exp: z.int(), iat: z.int() });

/** The same claims as `userId` had signed in, under a signature of the same Auth; the refresh token is none. */
export type HoldSession = (userId: string, dates: SessionDates) => HeldSession;

interface Sessions {
  /** Somebody whom Auth knows. */
  userId: string;
  hold: HoldSession;
}

/**
 * Auth of the calling file's own, after useTestDatabase(), and sessions as it makes them, for anybody and any time.
 * The file has to replace next/headers as browser.ts says.
 */
export function useSessions(origin: string): { readonly current: Sessions } {
  const auth = useAuthServer(origin);
  const holder: Partial<{ current: Sessions }> = {};
  beforeAll(async () => {
    holder.current = await learnSessions(auth.stateDir);
  });
  return {
    get current() {
      if (!holder.current) throw new Error("sessions are made before the first test, not before that");
      return holder.current;
    },
  };
}

// What Auth gives to somebody who signs up is the pattern.
async function learnSessions(authStateDir: string): Promise<Sessions> {
  const settings = readSettings(authStateDir);
  if (!settings) throw new Error("Auth has not been started");
  await signUpWithPassword({ email: `${newId()}@people.example`, password: "a long enough password" });
  // Beside it lie those of a sign-in that goes through a mail.
  const [name, kept] = [...browser.cookies].find(([key]) => !key.includes("code-verifier")) ?? [];
  if (!name || !kept) throw new Error("who signed up got no cookie");
  const session = Session.parse(decode(kept.value.replace(/^base64-/, "")));
  const [head = "", body = ""] = session.access_token.split(".");
  const claims = Claims.parse(decode(body));
  const hold: HoldSession = (userId, { tokenEndsIn, cookieEndsIn = tokenEndsIn }) => {
    const now = Math.floor(Date.now() / 1_000);
    const exp = now + tokenEndsIn;
    const signed = `${head}.${encode({ ...claims, sub: userId, iat: exp - hourSeconds, exp })}`;
    const signature = createHmac("sha256", settings.jwtSecret).update(signed).digest("base64url");
    const token = `${signed}.${signature}`;
    const changed = {
      access_token: token,
      refresh_token: newId(),
      expires_at: now + cookieEndsIn,
      user: { ...session.user, id: userId },
    };
    return { token, cookie: { name, value: `base64-${encode({ ...session, ...changed })}` } };
  };
  return { userId: claims.sub, hold };
}

const decode = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
