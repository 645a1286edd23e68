import { beforeAll, afterAll, expect, test } from "vitest";

import { calendarScope, gmailScope, useFakeGoogle } from "#local/testing/fake-google.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { accountsOf, connectGoogle, ledgerOf, runRevocations } from "#local/testing/google-account.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis, redis } from "#server/realtime/index.ts";

import { connectAccount, disconnectAccount, finishGoogle, googleAccess, startGoogle } from "./index.ts";

useTestDatabase();
const google = useFakeGoogle();
beforeAll(async () => {
  await redis()
    .ping()
    .catch(() => undefined);
});
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const secretRows = (ctx: Context) => systemPool().client<
  { key_id: string; sealed: Uint8Array; user_id: string }[]
>`
  select key_id, sealed, user_id from crm.connection_secrets where workspace_id = ${ctx.workspace.id}`;

test("who allows it has the account, private, with a ledger entry, and its tokens are unreadable", async () => {
  const owner = await newOwner();
  const { connection, missing } = await connectGoogle(owner, google.current, { email: "Ada@Gmail.example" });
  expect(missing).toEqual([]);
  expect(connection).toMatchObject({ account: "ada@gmail.example", state: "active", reconnected: false });
  expect(await accountsOf(owner)).toMatchObject([
    {
      id: connection.id,
      account: "ada@gmail.example",
      scopes: ["gmail", "calendar"],
      addresses: ["ada@gmail.example"],
      audience: "private",
      state: "active",
    },
  ]);
  expect(await ledgerOf(owner)).toContain("connections.connect");
  const [secret] = await secretRows(owner);
  expect(secret).toMatchObject({ user_id: owner.user.id, key_id: expect.stringMatching(/^app-/) });
  expect(Buffer.from(secret?.sealed ?? []).toString("latin1")).not.toMatch(/ya29|1\/\//);
});

test("Google is asked for what was chosen, with PKCE, offline, and with the account it is about", async () => {
  const owner = await newOwner();
  const { connection } = await connectGoogle(owner, google.current, { scope: gmailScope });
  const { url, state, verifier } = await startGoogle(owner, {
    grants: ["calendar"],
    connectionId: connection.id,
  });
  const asked = Object.fromEntries(new URL(url).searchParams);
  expect(asked).toMatchObject({
    response_type: "code",
    access_type: "offline",
    include_granted_scopes: "true",
    prompt: "consent",
    login_hint: "ada@gmail.example",
    code_challenge_method: "S256",
    scope: `openid email ${calendarScope}`,
    redirect_uri: "http://localhost:3000/api/google/callback",
    state,
  });
  expect(url).not.toContain(verifier);
  expect(url).not.toContain("client-secret");
});

test("a box left empty is said, and none ticked connects nothing", async () => {
  const owner = await newOwner();
  const { connection, missing } = await connectGoogle(owner, google.current, { scope: gmailScope });
  expect([connection.scopes, missing]).toEqual([["gmail"], ["calendar"]]);
  const nothing = connectGoogle(owner, google.current, { email: "b@gmail.example", scope: "" });
  await expect(nothing).rejects.toMatchObject({ name: "AppError", code: "forbidden" });
  expect(await accountsOf(owner)).toHaveLength(1);
});

test("what was allowed at another time is not taken along, unless the connection had it", async () => {
  const owner = await newOwner();
  const sendScope =
    "https://www.googleapis.com/auth/gmail.send https://www.googleapis.com/auth/gmail.compose";
  const first = await startGoogle(owner, { grants: ["gmail"] });
  expect(new URL(first.url).searchParams.has("include_granted_scopes")).toBe(false);
  // As Google answers where another connection, disconnected since or of another workspace, was allowed more.
  const email = "ada@gmail.example";
  const code = google.current.allow(first.url, {
    email,
    scope: `${gmailScope} ${calendarScope} ${sendScope}`,
  });
  const { connection } = await finishGoogle(owner, { code, verifier: first.verifier, wanted: ["gmail"] });
  expect(connection.scopes).toEqual(["gmail"]);
  expect(await accountsOf(owner)).toMatchObject([{ scopes: ["gmail"] }]);

  const more = await startGoogle(owner, { grants: ["calendar"], connectionId: connection.id });
  expect(new URL(more.url).searchParams.get("include_granted_scopes")).toBe("true");
  const all = google.current.allow(more.url, { email, scope: `${gmailScope} ${calendarScope} ${sendScope}` });
  const widened = await finishGoogle(owner, { code: all, verifier: more.verifier, wanted: ["calendar"] });
  expect(widened.connection.scopes).toEqual(["gmail", "calendar"]);

  const other = await startGoogle(owner, { grants: ["gmail_modify"], connectionId: connection.id });
  const unticked = google.current.allow(other.url, { email: "b@gmail.example", scope: calendarScope });
  const nothing = finishGoogle(owner, { code: unticked, verifier: other.verifier, wanted: ["gmail_modify"] });
  await expect(nothing).rejects.toMatchObject({ code: "forbidden" });
});

test("a code is good once and for the browser that began", async () => {
  const owner = await newOwner();
  const { url, verifier } = await startGoogle(owner, { grants: ["gmail"] });
  const wanted = ["gmail"] as const;
  const code = google.current.allow(url, { email: "ada@gmail.example", scope: gmailScope });
  const stolen = finishGoogle(owner, { code, verifier: "another browser's", wanted });
  await expect(stolen).rejects.toMatchObject({ kind: "invalid_grant" });
  await expect(finishGoogle(owner, { code, verifier, wanted })).rejects.toMatchObject({
    kind: "invalid_grant",
  });
  expect(await accountsOf(owner)).toEqual([]);
});

test("access for an hour only leaves an account to be connected again", async () => {
  const owner = await newOwner();
  google.current.givesRefreshToken = false;
  await expect(connectGoogle(owner, google.current)).rejects.toMatchObject({ code: "conflict" });
  expect(await accountsOf(owner)).toMatchObject([{ state: "reconnect_needed" }]);
  google.current.givesRefreshToken = true;
  await connectGoogle(owner, google.current);
  google.current.givesRefreshToken = false;
  // The lasting token of before stays good.
  const { connection } = await connectGoogle(owner, google.current);
  expect(connection).toMatchObject({ state: "active", reconnected: true });
});

test("disconnecting revokes at Google and forgets the tokens; the same row serves when it is connected again", async () => {
  const owner = await newOwner();
  const { connection } = await connectGoogle(owner, google.current, { audience: "metadata" });
  const { jobId } = await disconnectAccount(owner, { id: connection.id });
  expect(jobId).not.toBeNull();
  expect(await disconnectAccount(owner, { id: connection.id })).toEqual({ id: connection.id, jobId: null });
  expect(await accountsOf(owner)).toMatchObject([{ state: "disconnected", scopes: [] }]);
  await expect(googleAccess(owner, connection.id)).rejects.toMatchObject({ code: "forbidden" });
  expect(google.current.asked("/revoke")).toBe(0);

  await runRevocations(owner);
  expect(google.current.asked("/revoke")).toBe(1);
  expect(google.current.live.size).toBe(0);
  expect(await secretRows(owner)).toEqual([]);
  expect(await ledgerOf(owner)).toContain("connections.disconnect");

  const again = await connectGoogle(owner, google.current);
  expect(again.connection).toMatchObject({ id: connection.id, reconnected: true });
  expect(await accountsOf(owner)).toMatchObject([{ state: "active", audience: "metadata" }]);
  await expect((await googleAccess(owner, connection.id)).accessToken()).resolves.toMatch(/^ya29/);
});

test("an account that is connected again before the job ran keeps its tokens", async () => {
  const owner = await newOwner();
  const { connection } = await connectGoogle(owner, google.current);
  await disconnectAccount(owner, { id: connection.id });
  await connectGoogle(owner, google.current);
  await runRevocations(owner);
  expect(google.current.asked("/revoke")).toBe(0);
  expect(await secretRows(owner)).toHaveLength(1);
});

test("a revocation that Google cannot take now is tried again; one it does not know is done", async () => {
  const owner = await newOwner();
  const { connection } = await connectGoogle(owner, google.current);
  await disconnectAccount(owner, { id: connection.id });
  google.current.refuse("/revoke", 503, {});
  await expect(runRevocations(owner)).rejects.toMatchObject({ code: "unavailable" });
  expect(await secretRows(owner)).toHaveLength(1);
  google.current.live.clear();
  await runRevocations(owner);
  expect(google.current.asked("/revoke")).toBe(2);
  expect(await secretRows(owner)).toEqual([]);
});

test("nobody else disconnects it or gets in by it, and a viewer connects nothing", async () => {
  const owner = await newOwner();
  const { connection } = await connectGoogle(owner, google.current, { audience: "workspace" });
  const input = { id: connection.id };
  for (const [other, code] of [
    [await newOwner(), "not_found"],
    [await newMember(owner, "admin"), "forbidden"],
    [await newMember(owner, "viewer"), "forbidden"],
  ] as const) {
    await expect(disconnectAccount(other, input)).rejects.toMatchObject({ code });
    await expect(googleAccess(other, connection.id)).rejects.toMatchObject({ code });
  }
  const viewer = await newMember(owner, "viewer");
  await expect(startGoogle(viewer, { grants: ["gmail"] })).rejects.toMatchObject({ code: "forbidden" });
  const account = { account: "v@gmail.example", grants: ["gmail" as const] };
  await expect(connectAccount(viewer, account)).rejects.toMatchObject({ code: "forbidden" });
  await expect(connectAccount(through(owner, "tool"), account)).rejects.toMatchObject({ code: "forbidden" });
  expect(await accountsOf(owner)).toMatchObject([{ state: "active" }]);
});
