import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, itemsOf, latestChangeSet } from "#local/testing/ledger.ts";
import { env, setEnv } from "#server/env.ts";

import { describeSystem, getProfile, listMembers, updateProfile } from "./index.ts";

useTestDatabase();

test("a person reads and changes their own profile, and the ledger tells of it", async () => {
  const ctx = await newOwner();
  const before = await getProfile(through(ctx, "rest"), {});
  expect(before).toMatchObject({ id: ctx.user.id, timeZone: "UTC", role: "owner", version: 1 });
  const after = await updateProfile(ctx, {
    displayName: " Ada ",
    timeZone: "Europe/Berlin",
    expectedVersion: 1,
  });
  expect(after).toMatchObject({
    displayName: "Ada",
    timeZone: "Europe/Berlin",
    version: 2,
    email: before.email,
  });
  expect(await itemsOf(ctx, await latestChangeSet(ctx))).toMatchObject([
    { table_name: "profiles", op: "U", before: { time_zone: "UTC" }, after: { time_zone: "Europe/Berlin" } },
  ]);
  await expect(updateProfile(ctx, { displayName: "Eve", expectedVersion: 1 })).rejects.toMatchObject({
    code: "stale",
  });
  const sets = (await changeSetsOf(ctx)).length;
  await updateProfile(ctx, {});
  expect(await changeSetsOf(ctx)).toHaveLength(sets);
});

test("a time zone is one that clocks know", async () => {
  const ctx = await newOwner();
  for (const timeZone of ["Mars/Olympus", "", "x".repeat(65), "'; drop", "+01:00"]) {
    await expect(updateProfile(ctx, { timeZone }), timeZone).rejects.toMatchObject({ code: "invalid_input" });
  }
  for (const timeZone of ["UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires"]) {
    expect((await updateProfile(ctx, { timeZone })).timeZone).toBe(timeZone);
  }
});

test("a member who was added gets a profile with their first change; a viewer's is theirs too; nobody touches another's", async () => {
  const owner = await newOwner();
  const [member, viewer] = [await newMember(owner, "member"), await newMember(owner, "viewer")];
  expect(await getProfile(through(member, "rest"), {})).toMatchObject({ displayName: "", role: "member" });
  expect(await updateProfile(member, { displayName: "Bo" })).toMatchObject({ displayName: "Bo" });
  expect(await getProfile(through(owner, "rest"), {})).not.toMatchObject({ displayName: "Bo" });
  expect(await updateProfile(viewer, { displayName: "Eve" })).toMatchObject({ displayName: "Eve" });
  expect(await getProfile(through(viewer, "rest"), {})).toMatchObject({ displayName: "Eve", role: "viewer" });
  expect(await getProfile(through(member, "rest"), {})).toMatchObject({ displayName: "Bo" });
});

test("who belongs to a workspace is listed by name, to its members alone", async () => {
  const owner = await newOwner();
  const members = [await newMember(owner, "member"), await newMember(owner, "viewer")];
  await updateProfile(owner, { displayName: "Cleo" });
  await updateProfile(members[0] ?? owner, { displayName: "bo" });
  const viewer = through(members[1] ?? owner, "rest");
  const first = await listMembers(viewer, { limit: 2 });
  const second = await listMembers(viewer, { limit: 2, cursor: first.nextCursor ?? "" });
  const all = [...first.items, ...second.items];
  expect(second.nextCursor).toBeNull();
  expect(new Set(all.map(({ userId }) => userId))).toEqual(
    new Set([owner, ...members].map(({ user }) => user.id)),
  );
  const named = all.map(({ name }) => name).filter((name) => ["bo", "Cleo"].includes(name));
  expect(named).toEqual(["bo", "Cleo"]);
  expect(all.map(({ role }) => role).toSorted()).toEqual(["member", "owner", "viewer"]);

  const stranger = await newOwner();
  const { items } = await listMembers(through(stranger, "rest"), {});
  expect(items.map(({ userId }) => userId)).toEqual([stranger.user.id]);
  await expect(listMembers(viewer, { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("the system says what is real and what stands in, without an address", async () => {
  const ctx = await newOwner();
  const settings = env();
  const describe = async () => describeSystem(through(ctx, "rest"), {});
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(await describe()).toMatchObject({ version });
  setEnv({
    ...settings,
    LOCAL_STAND_INS: ["postgres", "model"],
    OPENAI_API_KEY: "secret-key",
    GOOGLE_CLIENT_ID: undefined,
  });
  const system = await describe();
  setEnv(settings);
  expect(system.services).toEqual([
    { name: "postgres", configured: true, standIn: true },
    { name: "redis", configured: true, standIn: false },
    { name: "auth", configured: true, standIn: false },
    { name: "google", configured: false, standIn: false },
    { name: "model", configured: true, standIn: true },
  ]);
  expect(JSON.stringify(system)).not.toMatch(/secret|:\/\//);
});
