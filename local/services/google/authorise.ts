import type { ApiRoute } from "./api.ts";
import { GoogleError } from "./errors.ts";
import type { Google } from "./google.ts";
import { splitScopes } from "./oauth/scopes.ts";
import { type Token, findToken } from "./oauth/tokens.ts";

/** Whose token the request shows. 401 for none, an unknown one or one that is too old. */
export function authenticate({ database }: Google, headers: Headers): Token {
  const bearer = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const token = bearer === undefined ? null : findToken(database, bearer, "access");
  if (token !== null) return token;
  throw new GoogleError(
    401,
    "authError",
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
  );
}

/** The scopes of the token, if one of them opens the route for this user. */
export function authorise(
  token: Token,
  route: ApiRoute,
  params: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  const user = params["userId"];
  if (user !== undefined && user !== "me" && user !== token.email) {
    throw new GoogleError(403, "forbidden", `Delegation denied for ${token.email}`);
  }
  const scopes = new Set(splitScopes(token.scopes));
  if (route.scopes.some((scope) => scopes.has(scope))) return scopes;
  throw new GoogleError(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
}
