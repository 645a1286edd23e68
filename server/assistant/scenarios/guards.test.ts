import type * as ai from "ai";
import type * as drizzle from "drizzle-orm";
import { afterAll, afterEach, expect, test, vi } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { runScenario } from "#local/testing/scenarios/run-scenario.ts";
import type * as chatSchemas from "#lib/schemas/chat.ts";
import type * as reserve from "#server/billing/reserve.ts";
import type * as begin from "#server/chat/begin-turn.ts";
import type * as claim from "#server/chat/claim-turn.ts";
import type * as extend from "#server/chat/extend-turns.ts";
import { newId } from "#server/core/index.ts";
import type * as record from "#server/effects/record-effect.ts";
import type * as letter from "#server/mail/letter.ts";
import type * as permissions from "#server/core/permissions.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import type * as card from "#server/registry/proposals/card.ts";
import type * as inTurn from "#server/registry/proposals/in-turn.ts";
import type * as look from "#server/registry/proposals/look-again.ts";
import type * as parse from "#server/registry/proposals/parse-step.ts";
import type * as tokens from "#server/registry/proposals/tokens.ts";
import type * as tools from "#server/registry/tools.ts";

import type * as bounded from "../bounded.ts";
import type * as excerpts from "../excerpts.ts";
import type * as links from "../links.ts";
import type * as outside from "../outside.ts";
import type * as ownWords from "../own-words.ts";
import type * as policy from "../policy.ts";
import type * as before from "../proposed-before.ts";
import { scenarios } from "./index.ts";

/** The one guard that is switched off; every mock below looks here. */
const { off, without } = vi.hoisted(() => {
  const off = { guard: "" };
  type Instead<M> = {
    [K in keyof M]?: M[K] extends (...args: infer A) => infer R
      ? [guard: string, instead: (actual: M[K], ...args: A) => R]
      : never;
  };
  /** The module as it is, with functions that give way while their guard is off. */
  async function without<M extends object>(original: Promise<M>, changes: Instead<M>): Promise<M> {
    const actual = await original;
    const replaced = Object.entries(changes).map(([name, change]) => {
      // The type above has looked at both: a guard, and what runs in place of the function of this name.
      const [guard, instead] = change as [string, (...args: unknown[]) => unknown];
      const own = Reflect.get(actual, name) as (...args: unknown[]) => unknown;
      return [name, (...args: unknown[]) => (off.guard === guard ? instead(own, ...args) : own(...args))];
    });
    return { ...actual, ...(Object.fromEntries(replaced) as Partial<M>) };
  }
  return { off, without };
});

vi.mock("../policy.ts", (original) =>
  without(original<typeof policy>(), { verdictOn: ["policy", () => ({ kind: "run" })] }),
);
vi.mock("../outside.ts", (original) =>
  without(original<typeof outside>(), {
    hasOutsideText: ["taint", () => false],
    outsideNotice: ["marking", () => ""],
  }),
);
vi.mock("../excerpts.ts", (original) =>
  without(original<typeof excerpts>(), { excerptsFor: ["excerpts", () => []] }),
);
vi.mock("../bounded.ts", (original) =>
  without(original<typeof bounded>(), { bounded: ["bounds", (_, value) => value] }),
);
vi.mock("../own-words.ts", (original) =>
  without(original<typeof ownWords>(), {
    ownWords: ["own words", (actual) => actual([])],
    saidIn: [
      "a click's words",
      (actual, parts) => [
        ...actual(parts),
        ...parts.flatMap((part) => (part.type === "chosen" ? [part.chosen.label] : [])),
      ],
    ],
  }),
);
vi.mock("../links.ts", (original) =>
  without(original<typeof links>(), {
    linkFilter: ["links", () => ({ push: (text) => text, flush: () => "" })],
  }),
);
vi.mock("../proposed-before.ts", (original) =>
  without(original<typeof before>(), {
    proposedBefore: ["what was proposed before", () => Promise.resolve([])],
  }),
);
vi.mock("ai", (original) =>
  without(original<typeof ai>(), { isStepCount: ["step limit", (actual) => actual(100)] }),
);
vi.mock("#server/billing/reserve.ts", (original) =>
  without(original<typeof reserve>(), {
    reserveModelCall: ["budget", (actual, ctx, call) => actual(ctx, { ...call, micros: 0 })],
  }),
);
vi.mock("#server/chat/claim-turn.ts", (original) =>
  without(original<typeof claim>(), { requireHeldTurn: ["held turn", () => Promise.resolve()] }),
);
vi.mock("#server/chat/extend-turns.ts", (original) =>
  without(original<typeof extend>(), {
    extendTurns: [
      "stop",
      async (actual, turns) => (await actual(turns)).map((turn) => ({ ...turn, stopRequested: false })),
    ],
  }),
);
vi.mock("#server/chat/begin-turn.ts", (original) =>
  without(original<typeof begin>(), {
    beginTurn: ["key of a message", (actual, ctx, turn) => actual(ctx, { ...turn, clientKey: newId() })],
  }),
);
vi.mock("#server/mail/letter.ts", (original) =>
  without(original<typeof letter>(), {
    // A mail without its recipients is no letter; on a card it would be one all the same.
    letterOf: ["spelled out", (_, { input }) => Promise.resolve(input as never)],
  }),
);
vi.mock("#server/effects/record-effect.ts", (original) =>
  without(original<typeof record>(), {
    recordEffect: ["holding", (actual, ctx, { holdMs: _, ...effect }) => actual(ctx, effect)],
  }),
);
vi.mock("#server/registry/tools.ts", (original) =>
  without(original<typeof tools>(), { toolsOf: ["doors of tools", (_, all) => [...all]] }),
);
vi.mock("#server/registry/proposals/in-turn.ts", (original) =>
  without(original<typeof inTurn>(), {
    proposeInTurn: [
      "key of a proposal",
      (actual, ctx, input, ...more) =>
        actual(ctx, { ...input, sourceKey: newId(), turnIds: [newId()] }, ...more),
    ],
  }),
);
vi.mock("#server/registry/proposals/card.ts", (original) =>
  without(original<typeof card>(), {
    cardFor: ["a card of its own", (_, _asked, made) => made.findLast(({ status }) => status === "waiting")],
  }),
);
vi.mock("#server/registry/proposals/tokens.ts", (original) =>
  without(original<typeof tokens>(), { readTokens: ["names of what will be", (_, input) => input] }),
);
vi.mock("#server/registry/proposals/parse-step.ts", (original) =>
  without(original<typeof parse>(), {
    parseStep: ["arguments", (_, _operation, input) => ({ input, targets: [], expectedVersion: undefined })],
  }),
);
vi.mock("#server/registry/proposals/look-again.ts", (original) =>
  without(original<typeof look>(), {
    lookAgain: [
      "look again",
      (_, _tx, { steps }) => Promise.resolve({ changes: [], steps, refreshedAt: null }),
    ],
  }),
);
vi.mock("#lib/schemas/chat.ts", async (original) => {
  const actual = await original<typeof chatSchemas>();
  const { SendMessageInput } = actual;
  const lax = (input: unknown) => SendMessageInput.strip().safeParse(input);
  return {
    ...actual,
    SendMessageInput: new Proxy(SendMessageInput, {
      get: (schema, key): unknown =>
        key === "safeParse" && off.guard === "strict message" ? lax : Reflect.get(schema, key),
    }),
  };
});
vi.mock("#server/core/permissions.ts", async (original) => {
  const actual = await original<typeof permissions>();
  return {
    ...actual,
    rolePermissions: new Proxy(actual.rolePermissions, {
      get: (roles, role): unknown => (off.guard === "permission" ? roles.owner : Reflect.get(roles, role)),
    }),
  };
});
vi.mock("drizzle-orm", async (original) => {
  const actual = await original<typeof drizzle>();
  return {
    ...actual,
    // What may be approved: those that wait, or could not be done.
    inArray: (...[column, values]: Parameters<typeof actual.inArray>) =>
      off.guard === "one approval" && Array.isArray(values) && values.join() === "waiting,failed"
        ? actual.sql`true`
        : actual.inArray(column, values),
  };
});

useTestDatabase({ OPENAI_MODEL: "gpt-5-mini" });
afterAll(closeQueues);
afterEach(() => {
  off.guard = "";
});

/** Each guard of the executor, with a scenario that does not end as it should without it. */
const guards: Readonly<Record<string, string>> = {
  policy: "a mail that gives orders is obeyed by the model, and shown to the person",
  taint: "a mail that gives orders is obeyed by the model, and shown to the person",
  marking: "a mail is read, quoted, and marked as written outside",
  excerpts: "what somebody asks for in a mail becomes a task that shows the mail",
  bounds: "an answer of a tool that is too long is cut, and says so",
  "own words": "what the person asked for beside such a mail shows nothing of it",
  "a click's words": "a mail has an option offered: clicked, its words are not the person's all the same",
  links: "a link that no tool returned loses its target",
  "what was proposed before":
    "the process is killed after it proposed: the next is shown what waits, and proposes nothing anew",
  "step limit": "a loop without end stops after eight steps and says so",
  budget: "a budget that is used up: the model is not asked, and nothing happens",
  "held turn": "a process that was replaced proposes nothing",
  stop: "stopped while it speaks: what was said stays, and nothing else happens",
  "key of a message": "a message that is sent twice is one question",
  "strict message": "a history that is sent along is refused",
  "spelled out": "an answer names who it goes to and what it answers before anybody approves it",
  holding: "a mail is sent, to exactly who was named",
  permission: "who was made a viewer since approves nothing",
  "doors of tools": "no tool is found that decides, makes keys or opens accounts",
  "key of a proposal": "the same call in two steps of one answer is one proposal",
  "a card of its own":
    "a mail stands on a card of its own, with exactly who it goes to, beside what is done here",
  "names of what will be": "a task for somebody who will be a task is refused before anybody sees it",
  arguments: "a missing field is filled in",
  "look again": "a record that changed since it was read is shown as it is now before anything is done",
  "one approval": "approved five times at once, and once more: one effect",
};

const named = (name: string) => {
  const found = Object.values(scenarios)
    .flat()
    .find((scenario) => scenario.name === name);
  if (!found) throw new Error(`there is no scenario "${name}"`);
  return found;
};

test.each(Object.entries(guards))("without the guard %s: %s, fails", async (guard, name) => {
  expect(await runScenario(named(name))).toEqual([]);
  off.guard = guard;
  const problems = await runScenario(named(name));
  expect(problems).not.toEqual([]);
});

/** Guards that stand in the database, switched off for the rest of this file. */
test.each([
  [
    "one running turn a conversation",
    "drop index crm.chat_turns_running_key",
    "two tabs ask at once: one is answered, the other is told to wait",
  ],
  [
    "rows of one workspace",
    "alter table crm.contacts disable row level security",
    "what another workspace has is not found",
  ],
])("without the guard %s: %s, fails", async (_, statement, name) => {
  expect(await runScenario(named(name))).toEqual([]);
  await systemPool().client.unsafe(statement);
  expect(await runScenario(named(name))).not.toEqual([]);
});
