import { findAccount } from "../accounts.ts";
import { GoogleError } from "../errors.ts";
import type { Google } from "../google.ts";
import { decide, showConsent } from "./authorize.ts";
import type { Signer } from "./id-token.ts";
import type { PendingCodes } from "./pending-codes.ts";
import { exchange, revokeToken, tokenInfo } from "./token-endpoint.ts";
import { findToken } from "./tokens.ts";

export interface OpenRoute {
  readonly at: string;
  run(request: Request, url: URL): Response | Promise<Response>;
}

/** What needs no token, or makes one. Each path that Google has had for it is taken. */
export function oauthRoutes(google: Google, helpers: { pending: PendingCodes; signer: Signer }): OpenRoute[] {
  const token: OpenRoute["run"] = async (request) =>
    exchange(google, helpers, new URLSearchParams(await request.text()), request.headers);
  const named = async (request: Request, url: URL, name: string): Promise<string> => {
    const form = new URLSearchParams(request.method === "POST" ? await request.text() : "");
    return form.get(name) ?? url.searchParams.get(name) ?? "";
  };
  const revoke: OpenRoute["run"] = async (request, url) =>
    revokeToken(google, await named(request, url, "token"));
  const info: OpenRoute["run"] = async (request, url) => {
    const bearer = request.headers.get("authorization")?.replace(/^Bearer /i, "");
    return tokenInfo(google, bearer ?? (await named(request, url, "access_token")));
  };
  const who: OpenRoute["run"] = (request) => userInfo(google, request.headers);
  return [
    { at: "GET /o/oauth2/v2/auth", run: (_, url) => showConsent(google, url.searchParams) },
    { at: "GET /o/oauth2/auth", run: (_, url) => showConsent(google, url.searchParams) },
    {
      at: "POST /o/oauth2/v2/auth/decision",
      run: async (request) => decide(google, helpers.pending, new URLSearchParams(await request.text())),
    },
    { at: "POST /token", run: token },
    { at: "POST /oauth2/token", run: token },
    { at: "POST /oauth2/v4/token", run: token },
    { at: "POST /revoke", run: revoke },
    { at: "GET /revoke", run: revoke },
    { at: "POST /oauth2/revoke", run: revoke },
    { at: "GET /tokeninfo", run: info },
    { at: "POST /tokeninfo", run: info },
    { at: "GET /oauth2/v3/tokeninfo", run: info },
    { at: "GET /oauth2/v3/certs", run: () => helpers.signer.certificates() },
    { at: "GET /oauth2/v1/certs", run: () => helpers.signer.pemCertificates() },
    { at: "GET /oauth2/v2/userinfo", run: who },
    { at: "GET /oauth2/v3/userinfo", run: who },
    { at: "GET /userinfo/v2/me", run: who },
    { at: "GET /v1/userinfo", run: who },
    { at: "GET /.well-known/openid-configuration", run: (_, url) => discovery(url.origin) },
  ];
}

function userInfo({ database }: Google, headers: Headers): Response {
  const bearer = headers.get("authorization")?.replace(/^Bearer /i, "") ?? "";
  const found = findToken(database, bearer, "access");
  const account = found === null ? null : findAccount(database, found.email);
  if (account === null) {
    throw new GoogleError(401, "authError", "Request had invalid authentication credentials.");
  }
  const { subject, email, name } = account;
  const [given_name = name, ...rest] = name.split(" ");
  return Response.json({
    id: subject,
    sub: subject,
    email,
    email_verified: true,
    verified_email: true,
    name,
    given_name,
    family_name: rest.join(" "),
  });
}

function discovery(origin: string): Response {
  return Response.json({
    issuer: "https://accounts.google.com",
    authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
    token_endpoint: `${origin}/token`,
    userinfo_endpoint: `${origin}/v1/userinfo`,
    revocation_endpoint: `${origin}/revoke`,
    jwks_uri: `${origin}/oauth2/v3/certs`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["plain", "S256"],
  });
}
