import { CodeChallengeMethod, type OAuth2Client } from "google-auth-library";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type TestGoogle,
  account,
  client,
  eventsScope,
  mailOf,
  mailScope,
  redirectUri,
  refusalOf,
  startTestGoogle,
} from "../testing.ts";

let google: TestGoogle;
beforeAll(async () => {
  google = await startTestGoogle();
});
afterAll(() => google.close());

/** What a person does: opens the page, and sends its form. */
async function decide(address: string, decision: "allow" | "deny", scopes: readonly string[]): Promise<URL> {
  const page = await (await fetch(address)).text();
  for (const scope of scopes.filter((one) => one.startsWith("https:"))) expect(page).toContain(scope);
  expect(page).toContain(account);
  const form = new URLSearchParams({ decision, account, request: new URL(address).search.slice(1) });
  for (const scope of scopes) form.append("scope", scope);
  const response = await fetch(`${google.url}/o/oauth2/v2/auth/decision`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "");
}

async function connect(
  oauth: OAuth2Client,
  options: Readonly<Record<string, unknown>>,
  scopes = [mailScope],
) {
  const { codeVerifier, codeChallenge } = await oauth.generateCodeVerifierAsync();
  const address = oauth.generateAuthUrl({
    scope: ["openid", "email", ...scopes],
    state: "the state",
    code_challenge: codeChallenge ?? "",
    code_challenge_method: CodeChallengeMethod.S256,
    ...options,
  });
  const back = await decide(address, "allow", scopes);
  expect(back.origin + back.pathname).toBe(redirectUri);
  expect(back.searchParams.get("state")).toBe("the state");
  return { code: back.searchParams.get("code") ?? "", codeVerifier };
}

test("a code with its verifier becomes tokens that work and say who it is; it works once", async () => {
  const oauth = google.oauth();
  const { code, codeVerifier } = await connect(oauth, { access_type: "offline", prompt: "consent" });
  const { tokens } = await oauth.getToken({ code, codeVerifier });
  expect(tokens.refresh_token).toBeTruthy();
  expect(tokens.scope).toContain(mailScope);
  expect(tokens.scope).toContain("auth/userinfo.email");
  const claims: unknown = JSON.parse(
    Buffer.from(tokens.id_token?.split(".")[1] ?? "", "base64url").toString(),
  );
  expect(claims).toMatchObject({ iss: "https://accounts.google.com", aud: client.id, email: account });
  oauth.setCredentials(tokens);
  const profile = await mailOf(oauth, google.url).users.getProfile({ userId: "me" });
  expect(profile.data.emailAddress).toBe(account);
  expect(await refusalOf(oauth.getToken({ code, codeVerifier }))).toEqual({
    status: 400,
    reason: "invalid_grant",
  });
});

test("a wrong verifier, a wrong secret and a strange address are refused", async () => {
  const oauth = google.oauth();
  const first = await connect(oauth, {});
  const wrong = oauth.getToken({ code: first.code, codeVerifier: "x".repeat(64) });
  expect(await refusalOf(wrong)).toEqual({ status: 400, reason: "invalid_grant" });
  const body = new URLSearchParams({
    client_id: client.id,
    client_secret: "no",
    grant_type: "refresh_token",
  });
  expect((await fetch(`${google.url}/token`, { method: "POST", body })).status).toBe(401);
  const strange = oauth.generateAuthUrl({ scope: mailScope, redirect_uri: "https://evil.example/" });
  expect((await fetch(strange, { redirect: "manual" })).status).toBe(400);
});

test("only offline access with consent gives a refresh token; denying says so", async () => {
  const oauth = google.oauth();
  const online = await connect(oauth, { prompt: "consent" });
  expect((await oauth.getToken(online)).tokens.refresh_token).toBeUndefined();
  const again = await connect(oauth, { access_type: "offline" });
  expect((await oauth.getToken(again)).tokens.refresh_token).toBeUndefined();
  const denied = await decide(oauth.generateAuthUrl({ scope: mailScope, state: "s" }), "deny", [mailScope]);
  expect(denied.searchParams.get("error")).toBe("access_denied");
  expect(denied.searchParams.get("state")).toBe("s");
});

test("a scope that was unticked is not granted, and granted ones can be included later", async () => {
  await google.control("/__expire", { what: "tokens" });
  const oauth = google.oauth();
  const asked = oauth.generateAuthUrl({ scope: [mailScope, eventsScope], prompt: "consent" });
  const back = await decide(asked, "allow", [eventsScope]);
  const { tokens } = await oauth.getToken(back.searchParams.get("code") ?? "");
  expect(tokens.scope).toBe(eventsScope);
  const more = await connect(oauth, { include_granted_scopes: true });
  expect((await oauth.getToken(more)).tokens.scope?.split(" ")).toEqual(
    expect.arrayContaining([eventsScope, mailScope]),
  );
});

test("an expired token is refused and refreshed; a revoked grant is not", async () => {
  const oauth = await google.connected([mailScope]);
  const { access_token = "", refresh_token = "" } = oauth.credentials;
  const info = await oauth.getTokenInfo(access_token ?? "");
  expect(info).toMatchObject({ aud: client.id, scopes: [mailScope] });
  const profile = () => mailOf(oauth, google.url).users.getProfile({ userId: "me" });
  await google.control("/__expire", { what: "tokens", account });
  expect(await refusalOf(profile())).toEqual({ status: 401, reason: "authError" });
  oauth.setCredentials({ refresh_token });
  expect((await profile()).status).toBe(200);
  expect(oauth.credentials.access_token).not.toBe(access_token);

  await oauth.revokeToken(refresh_token ?? "");
  expect((await refusalOf(profile())).status).toBe(401);
  oauth.setCredentials({ refresh_token });
  expect(await refusalOf(profile())).toEqual({ status: 400, reason: "invalid_grant" });
});

test("an unknown token gets 401, one without the scope 403", async () => {
  const unknown = google.oauth();
  unknown.setCredentials({ access_token: "never-issued" });
  const profile = mailOf(unknown, google.url).users.getProfile({ userId: "me" });
  expect(await refusalOf(profile)).toEqual({ status: 401, reason: "authError" });
  const calendarOnly = await google.connected([eventsScope]);
  const narrow = mailOf(calendarOnly, google.url);
  expect(await refusalOf(narrow.users.messages.list({ userId: "me" }))).toEqual({
    status: 403,
    reason: "insufficientPermissions",
  });
  const readOnly = await google.connected(["https://www.googleapis.com/auth/gmail.readonly"]);
  const reader = mailOf(readOnly, google.url);
  expect((await reader.users.messages.list({ userId: "me" })).status).toBe(200);
  const label = reader.users.labels.create({ userId: "me", requestBody: { name: "X" } });
  expect((await refusalOf(label)).status).toBe(403);
  const other = reader.users.messages.list({ userId: "someone@else.example" });
  expect((await refusalOf(other)).status).toBe(403);
});
