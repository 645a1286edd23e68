import { globSync } from "node:fs";

import { afterAll, beforeEach, expect, test, vi } from "vitest";

import { hourSeconds, useSessions } from "#local/testing/expired-session.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { startTestStorage } from "#local/testing/storage/server.ts";
import { walkCases } from "#local/testing/walk/cases.ts";
import { checksumOf } from "#local/testing/walk/checksum.ts";
import { carry, knocksOf } from "#local/testing/walk/knocks.ts";
import type { WalkCase } from "#local/testing/walk/types.ts";
import { type Context, doors, newId, type Operation, permissions, type Scope } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";

import { operations } from "./index.ts";
import { requireOperation } from "./lookup.ts";

vi.mock("next/headers", async () => (await import("#local/testing/browser.ts")).nextHeaders);
vi.mock("next/cache", () => ({ refresh: () => undefined }));

// With Storage named, so that files that go past the app are walked too.
const service = await startTestStorage();
useTestDatabase(service.environment);
const sessions = useSessions("http://localhost:3000");
afterAll(async () => {
  await closeQueues();
  await service.stop();
});
// There the session's library reports each one that cannot be renewed.
beforeEach(() => {
  vi.spyOn(console, "warn").mockReturnValue();
});

type Definition = Operation["definition"];

const refused = { code: "forbidden" };

test("every operation is in the walk, and nothing else", () => {
  const names = operations.map(({ definition }) => definition.name);
  expect(names.filter((name) => !walkCases[name])).toEqual([]);
  expect(Object.keys(walkCases).filter((name) => !names.some((known) => known === name))).toEqual([]);
});

const anyDoor = (ctx: Context, { doors: [door] }: Definition): Context => {
  if (!door) throw new Error("an operation without a door");
  return through(ctx, door);
};

const asKey = (ctx: Context, { doors: open }: Definition, scopes: Scope[]): Context => {
  const door = open.find((candidate) => candidate !== "action");
  return { ...through(ctx, door ?? "action"), actor: { kind: "apiKey", apiKeyId: newId(), scopes } };
};

async function removedMember(owner: Context): Promise<Context> {
  const member = await newMember(owner, "member");
  await inChangeSet(owner, (tx) => tx.execute(`delete from crm.members where user_id = '${member.user.id}'`));
  return member;
}

test.each(operations.map((operation) => [operation.definition.name, operation] as const))(
  "%s is refused to everybody who may not and changes nothing then; it works for who may",
  async (name, operation) => {
    const { definition } = operation;
    const walk = walkCases[name];
    if (!walk) throw new Error(`${name} is not in the walk`);
    const owner = await newOwner();
    const stranger = await newOwner();
    const viewer = await newMember(owner, "viewer");
    const nobody = await removedMember(owner);
    const input = await walk.seed(owner);
    const unchanged = async (who: string, attempt: () => Promise<unknown>) => {
      const before = await checksumOf(owner);
      await attempt();
      expect(await checksumOf(owner), `${name} as ${who} changed something`).toEqual(before);
    };
    const isRefused = (who: string, ctx: Context) =>
      unchanged(who, () => expect(operation(ctx, input), who).rejects.toMatchObject(refused));

    await unchanged("another workspace", () =>
      asStranger(operation, anyDoor(stranger, definition), input, walk),
    );
    await asViewer(operation, anyDoor(viewer, definition), input, walk, isRefused);
    await unchanged("somebody whose session has expired", () => asExpired(operation, owner, input));
    await isRefused("a removed member", anyDoor(nobody, definition));
    // Neither membership nor role are taken from what a session or key once said.
    await isRefused("a removed member who claims to own it", {
      ...anyDoor(nobody, definition),
      role: "owner",
    });

    const others = permissions.filter((permission) => permission !== definition.permission);
    await isRefused("a key without the scope", asKey(owner, definition, [...others, "approve"]));
    if (definition.decision) {
      await isRefused("a key that may not decide", asKey(owner, definition, [...permissions]));
      for (const actor of undecided) await isRefused(actor.kind, { ...anyDoor(owner, definition), actor });
    }
    for (const door of doors.filter((candidate) => !definition.doors.includes(candidate))) {
      await isRefused(`the owner at the door ${door}`, through(owner, door));
    }

    // The input was valid all along: what was refused was refused for its reason.
    await expect(operation(anyDoor(owner, definition), input), "the owner").resolves.toBeDefined();
  },
);

// The owner, who could do it a moment ago: only the time is against them.
async function asExpired(
  operation: Operation,
  owner: Context,
  input: Record<string, unknown>,
): Promise<void> {
  const expired = { tokenEndsIn: -hourSeconds };
  const held = sessions.current.hold(owner.user.id, expired);
  const lying = sessions.current.hold(owner.user.id, { ...expired, cookieEndsIn: hourSeconds });
  for (const { as, knock } of knocksOf(operation, input)) {
    expect(await knock(held), as).toMatch(signedOut);
    expect(await knock(lying), `${as} that says it is fresh`).toMatch(signedOut);
  }
}

const signedOut = /^(401 )?unauthenticated$/;

test("a session with time left is let in at the doors where an expired one is not", async () => {
  const { userId, hold } = sessions.current;
  const input = { displayName: "Ada" };
  const create = knocksOf(requireOperation("contacts.create"), input);
  const list = knocksOf(requireOperation("contacts.list"), {});
  const answers = async (endsIn: number) => {
    const said: Record<string, string> = {};
    for (const [name, knocks] of Object.entries({ create, list })) {
      for (const { as, knock } of knocks) {
        said[`${name} by ${as}`] = await knock(hold(userId, { tokenEndsIn: endsIn }));
      }
    }
    return said;
  };
  const fresh = {
    "create by a token at REST": "ok",
    // Cookies open reads alone, however fresh.
    "create by a cookie at REST": "401 unauthenticated",
    "create by a cookie at its action": "ok",
    "list by a token at REST": "ok",
    "list by a cookie at REST": "ok",
  };
  expect(await answers(60)).toEqual(fresh);
  for (const answer of Object.values(await answers(-1))) expect(answer).toMatch(signedOut);
});

// Those of the sign-in page are for people without a session.
const actionFiles = globSync("server/actions/*.ts").filter(
  (file) => !/(\/action|\/auth|\.test)\.ts$/.test(file),
);

test.each(actionFiles)(
  "whatever %s exports finds an expired session signed out, before it reads anything",
  async (file) => {
    const { userId, hold } = sessions.current;
    const exported = (await import(/* @vite-ignore */ `${process.cwd()}/${file}`)) as Record<string, unknown>;
    expect(Object.keys(exported).length).toBeGreaterThan(0);
    for (const [name, press] of Object.entries(exported)) {
      if (typeof press !== "function") throw new Error(`${name} is not an action`);
      carry(hold(userId, { tokenEndsIn: -hourSeconds, cookieEndsIn: hourSeconds }));
      expect(await press({}), name).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
    }
  },
);

const undecided: Context["actor"][] = [
  { kind: "assistant", threadId: "thread", toolCallId: "call" },
  { kind: "mcp", apiKeyId: newId(), scopes: ["*"], client: "tests" },
  { kind: "job", jobId: newId() },
  { kind: "automation", automationId: newId() },
  { kind: "system", reason: "tests" },
];

async function asStranger(operation: Operation, ctx: Context, input: unknown, walk: WalkCase): Promise<void> {
  switch (walk.stranger) {
    case "notFound":
      await expect(operation(ctx, input)).rejects.toMatchObject({ code: "not_found" });
      break;
    case "empty":
      expect(await operation(ctx, input)).toMatchObject({ items: [] });
      break;
    case "untouched":
      await expect(operation(ctx, input)).resolves.toBeDefined();
      break;
  }
}

async function asViewer(
  operation: Operation,
  ctx: Context,
  input: unknown,
  { viewer }: WalkCase,
  isRefused: (who: string, ctx: Context) => Promise<void>,
): Promise<void> {
  const { effect } = operation.definition;
  if (viewer === "notFound") {
    await expect(operation(ctx, input), "a viewer").rejects.toMatchObject({ code: "not_found" });
  } else if (viewer === "answered" || effect === "read") {
    await expect(operation(ctx, input), "a viewer").resolves.toBeDefined();
  } else {
    await isRefused("a viewer", ctx);
    await isRefused("a viewer who claims to be the owner", { ...ctx, role: "owner" });
  }
}
