import fc from "fast-check";
import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, dumpLedgered } from "#local/testing/ledger.ts";
import { type Command, commands, newWorld, play } from "#local/testing/random-edits.ts";
import { addSomeMail, dumpMail } from "#local/testing/some-mail.ts";
import type { Context } from "#server/core/index.ts";

import { revertChangeSet } from "./index.ts";

useTestDatabase();

const runs = Number(process.env.PROPERTY_RUNS ?? 25);

/** What people edit, and what follows from it. */
const dump = async (ctx: Context) => ({ ...(await dumpLedgered(ctx)), mail: await dumpMail(ctx) });

/** Takes back every set after the first `count`, the newest first; answers how many sets there are then. */
async function revertAfter(ctx: Context, count: number): Promise<number> {
  const sets = (await changeSetsOf(ctx)).slice(count);
  for (const set of sets.reverse()) {
    const result = await revertChangeSet(ctx, { id: set.id });
    expect(result, set.operation).toMatchObject({ status: "reverted", conflicts: [] });
  }
  return count + sets.length;
}

test(
  "whatever was done, taking all of it back in reverse ends where it began, and taking that back ends where it was",
  { timeout: 120_000 + runs * 5_000 },
  async () => {
    const property = fc.asyncProperty(
      fc.array(commands, { maxLength: 8 }),
      fc.array(commands, { minLength: 1, maxLength: 12 }),
      async (before: Command[], after: Command[]) => {
        const ctx = await newOwner();
        const world = newWorld();
        await addSomeMail(ctx);
        await play(ctx, world, before);
        const [start, startCount] = [await dump(ctx), (await changeSetsOf(ctx)).length];
        await play(ctx, world, after);
        const end = await dump(ctx);
        const endCount = await revertAfter(ctx, startCount);
        expect(await dump(ctx)).toEqual(start);
        await revertAfter(ctx, endCount);
        expect(await dump(ctx)).toEqual(end);
      },
    );
    await fc.assert(property, { numRuns: runs, endOnFailure: runs < 100 });
  },
);
