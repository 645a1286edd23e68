import { createHash } from "node:crypto";

import { z } from "zod";

import { env } from "#server/env.ts";

import { GoogleError, toGoogleError } from "./errors.ts";
import { type GoogleGrant, grantsOf, scopesFor } from "./scopes.ts";
import type { GoogleSettings } from "./settings.ts";

const answerMs = 10_000;
/** Whoever waits for another answer of Google waits no longer for a token. */
const timeoutMs = (): number => Math.min(answerMs, env().GOOGLE_TIMEOUT_MS);

interface Question {
  state: string;
  verifier: string;
  grants: readonly GoogleGrant[];
  /** The account to offer first. */
  loginHint?: string | undefined;
  /** More for a connection that there is: its tokens go on to cover what it had. */
  widens?: boolean;
}

/** Where the browser goes to ask the person. Consent is always asked: only then Google gives a refresh token. */
export function authorizationUrl(
  settings: GoogleSettings,
  { state, verifier, grants, loginHint, widens = false }: Question,
): string {
  const url = new URL(settings.authUrl);
  const parameters = {
    client_id: settings.clientId,
    redirect_uri: settings.redirectUrl,
    response_type: "code",
    scope: scopesFor(grants),
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    access_type: "offline",
    ...(widens ? { include_granted_scopes: "true" } : {}),
    prompt: loginHint ? "consent" : "consent select_account",
    ...(loginHint ? { login_hint: loginHint } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

const Token = z.string().min(1).max(10_000);
const Refreshed = z.object({
  access_token: Token,
  expires_in: z.number().positive(),
  refresh_token: Token.optional(),
});
const Granted = Refreshed.extend({ scope: z.string().max(10_000), id_token: Token });

/** Tokens as Google hands them out. `refreshToken` is missing where the one before stays good. */
export interface GoogleTokens {
  accessToken: string;
  expiresAt: Date;
  refreshToken: string | null;
}

/** An account whose owner let us in, and to what. */
export interface GoogleGranted extends GoogleTokens {
  /** Its address, lower case. */
  account: string;
  grants: GoogleGrant[];
}

/** Trades the code for tokens. Throws GoogleError; invalid_grant where the code is used, too old or another's. */
export async function exchangeCode(
  settings: GoogleSettings,
  { code, verifier }: { code: string; verifier: string },
): Promise<GoogleGranted> {
  const answer = await post(settings.tokenUrl, Granted, {
    ...client(settings),
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
    redirect_uri: settings.redirectUrl,
  });
  const { email } = identityIn(answer.id_token, settings.clientId);
  return { ...tokensOf(answer), account: email, grants: grantsOf(answer.scope) };
}

/** A new access token. Throws GoogleError; invalid_grant where the person has to connect again. */
export async function refreshTokens(settings: GoogleSettings, refreshToken: string): Promise<GoogleTokens> {
  const answer = await post(settings.tokenUrl, Refreshed, {
    ...client(settings),
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });
  return tokensOf(answer);
}

/** Ends the grant that the token belongs to. One that is over already is no error. Throws GoogleError. */
export async function revokeToken(settings: GoogleSettings, token: string): Promise<void> {
  try {
    await post(settings.revokeUrl, z.unknown(), { token });
  } catch (error) {
    if (error instanceof GoogleError && error.reason === "invalid_token") return;
    throw error;
  }
}

const client = ({ clientId, clientSecret }: GoogleSettings) => ({
  client_id: clientId,
  client_secret: clientSecret,
});

const tokensOf = (answer: z.output<typeof Refreshed>): GoogleTokens => ({
  accessToken: answer.access_token,
  expiresAt: new Date(Date.now() + answer.expires_in * 1000),
  refreshToken: answer.refresh_token ?? null,
});

/** Tokens travel in bodies alone: an address ends up in logs. */
async function post<S extends z.ZodType>(
  url: string,
  shape: S,
  fields: Record<string, string>,
): Promise<z.output<S>> {
  try {
    const body = new URLSearchParams(fields);
    const response = await fetch(url, {
      method: "POST",
      body,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs()),
    });
    const { status, headers } = response;
    const data: unknown = await response.json().catch(() => null);
    if (!response.ok) throw toGoogleError({ response: { status, headers, data } });
    const parsed = shape.safeParse(data);
    if (!parsed.success) throw new GoogleError("unavailable", { status, reason: "unexpected_answer" });
    return parsed.data;
  } catch (error) {
    throw toGoogleError(error);
  }
}

const Identity = z.object({
  iss: z.enum(["https://accounts.google.com", "accounts.google.com"]),
  aud: z.string(),
  email: z.email().max(254).toLowerCase(),
  email_verified: z.union([z.literal(true), z.literal("true")]),
});

/** Whose token it is. It came from Google by TLS, so that its signature need not be checked (OpenID Connect 3.1.3.7). */
function identityIn(idToken: string, clientId: string): z.output<typeof Identity> {
  const [, payload = ""] = idToken.split(".");
  const identity = Identity.safeParse(parseJson(Buffer.from(payload, "base64url").toString("utf8")));
  if (identity.success && identity.data.aud === clientId) return identity.data;
  throw new GoogleError("refused", { reason: "identity" });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
