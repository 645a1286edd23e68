import { findAccount, listAccounts } from "../accounts.ts";
import type { Google } from "../google.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import type { PendingCodes } from "./pending-codes.ts";
import { grantedName, isIdentityScope, splitScopes } from "./scopes.ts";
import { grantedScopes, rememberGrant } from "./tokens.ts";

/** What the browser is sent to: whom the app asks for what. Nothing is decided here. */
export function showConsent(google: Google, query: URLSearchParams): Response {
  const problem = problemOf(google, query);
  if (problem !== null) return refusalPage(problem);
  if (query.get("response_type") !== "code") return sendBack(query, { error: "unsupported_response_type" });
  const scopes = splitScopes(query.get("scope") ?? "");
  if (scopes.length === 0) return sendBack(query, { error: "invalid_request" });
  return consentPage({ accounts: listAccounts(google.database), scopes, request: query });
}

/** What the person decided: a code for the app, or that it was denied. */
export async function decide(
  google: Google,
  pending: PendingCodes,
  form: URLSearchParams,
): Promise<Response> {
  const request = new URLSearchParams(form.get("request") ?? "");
  const problem = problemOf(google, request);
  if (problem !== null) return refusalPage(problem);
  if (form.get("decision") !== "allow") return sendBack(request, { error: "access_denied" });
  const account = findAccount(google.database, form.get("account") ?? "");
  if (account === null) return refusalPage("Choose one of the accounts.");

  const ticked = new Set(form.getAll("scope"));
  const asked = splitScopes(request.get("scope") ?? "");
  const allowed = asked.filter((scope) => isIdentityScope(scope) || ticked.has(scope));
  if (allowed.length === 0) return sendBack(request, { error: "access_denied" });
  const clientId = google.client.id;
  const earlier = grantedScopes(google.database, clientId, account.email);
  const asksAgain = splitScopes(request.get("prompt") ?? "").includes("consent");
  const included = request.get("include_granted_scopes") === "true" ? (earlier ?? []) : [];
  const scopes = [...new Set([...allowed.map(grantedName), ...included])].join(" ");
  const holder = { clientId, email: account.email, scopes };
  rememberGrant(google.database, holder);

  const code = await google.identity.issueCode(account.email, request);
  pending.keep(code, {
    ...holder,
    redirectUri: request.get("redirect_uri") ?? "",
    nonce: request.get("nonce"),
    offline: request.get("access_type") === "offline" && (asksAgain || earlier === null),
  });
  return sendBack(request, { code, scope: scopes, authuser: "0", prompt: "consent" });
}

// Where the client or its address is unknown, nobody is sent anywhere.
function problemOf({ client }: Google, query: URLSearchParams): string | null {
  if (query.get("client_id") !== client.id) return "Error 401: invalid_client. The app is not known here.";
  const url = URL.parse(query.get("redirect_uri") ?? "");
  if (url === null || !["localhost", "127.0.0.1", "[::1]"].includes(url.hostname)) {
    return "Error 400: redirect_uri_mismatch. This stand-in sends people back to this machine only.";
  }
  return null;
}

function sendBack(request: URLSearchParams, answer: Readonly<Record<string, string>>): Response {
  const url = new URL(request.get("redirect_uri") ?? "");
  const state = request.get("state");
  if (state !== null) url.searchParams.set("state", state);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return new Response(null, {
    status: 302,
    headers: { location: url.toString(), "cache-control": "no-store" },
  });
}
