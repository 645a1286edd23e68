import { findAccount } from "../accounts.ts";
import type { Google } from "../google.ts";
import type { Signer } from "./id-token.ts";
import type { PendingCodes } from "./pending-codes.ts";
import { findToken, makeAccessToken, makeRefreshToken, revoke } from "./tokens.ts";

const oauthError = (status: number, error: string, error_description: string): Response =>
  Response.json({ error, error_description }, { status });
const badGrant = (words: string): Response => oauthError(400, "invalid_grant", words);

/** Codes and refresh tokens become access tokens. */
export async function exchange(
  google: Google,
  helpers: { pending: PendingCodes; signer: Signer },
  form: URLSearchParams,
  headers: Headers,
): Promise<Response> {
  if (!isOurClient(google, form, headers)) {
    return oauthError(401, "invalid_client", "The OAuth client was not found.");
  }
  switch (form.get("grant_type")) {
    case "authorization_code":
      return byCode(google, helpers, form);
    case "refresh_token":
      return byRefreshToken(google, form);
    default:
      return oauthError(400, "unsupported_grant_type", "Invalid grant_type.");
  }
}

/** Any token of a grant ends the whole grant. */
export function revokeToken({ database }: Google, token: string): Response {
  if (revoke(database, token)) return Response.json({});
  return oauthError(400, "invalid_token", "Token expired or revoked");
}

export function tokenInfo({ database }: Google, token: string): Response {
  const found = findToken(database, token, "access");
  if (found === null) return oauthError(400, "invalid_token", "Invalid Value");
  const account = findAccount(database, found.email);
  const leftMs = (found.expires_at ?? 0) - Date.now();
  return Response.json({
    azp: found.client_id,
    aud: found.client_id,
    sub: account?.subject,
    scope: found.scopes,
    exp: String(Math.floor((found.expires_at ?? 0) / 1_000)),
    expires_in: String(Math.floor(leftMs / 1_000)),
    email: found.email,
    email_verified: "true",
  });
}

async function byCode(
  google: Google,
  { pending, signer }: { pending: PendingCodes; signer: Signer },
  form: URLSearchParams,
): Promise<Response> {
  const { database, switches, identity } = google;
  const waiting = pending.take(form.get("code") ?? "");
  if (waiting === null) return badGrant("Malformed auth code.");
  if (form.get("redirect_uri") !== waiting.redirectUri) {
    return oauthError(400, "redirect_uri_mismatch", "Bad Request");
  }
  const refusal = await identity.redeem(form);
  if (refusal !== null) return Response.json(refusal, { status: 400 });
  const account = findAccount(database, waiting.email);
  if (account === null) return badGrant("Account not found.");
  return Response.json({
    access_token: makeAccessToken(database, waiting, switches.accessTokenSeconds),
    expires_in: switches.accessTokenSeconds,
    ...(waiting.offline && { refresh_token: makeRefreshToken(database, waiting) }),
    scope: waiting.scopes,
    token_type: "Bearer",
    id_token: signer.idToken(account, { audience: waiting.clientId, nonce: waiting.nonce }),
  });
}

function byRefreshToken({ database, switches }: Google, form: URLSearchParams): Response {
  const found = findToken(database, form.get("refresh_token") ?? "", "refresh");
  if (found === null) return badGrant("Token has been expired or revoked.");
  const holder = { clientId: found.client_id, email: found.email, scopes: found.scopes };
  return Response.json({
    access_token: makeAccessToken(database, holder, switches.accessTokenSeconds),
    expires_in: switches.accessTokenSeconds,
    scope: found.scopes,
    token_type: "Bearer",
  });
}

function isOurClient({ client }: Google, form: URLSearchParams, headers: Headers): boolean {
  const basic = /^Basic (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const [id, secret] =
    basic === undefined
      ? [form.get("client_id"), form.get("client_secret")]
      : Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
  return id === client.id && secret === client.secret;
}
