import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { until } from "#local/testing/until.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { type ClaimedTurn, claimTurn, finishTurn, saveStep, sendAndAnswer } from "./index.ts";

useTestDatabase();

const said = { parts: [{ type: "text" as const, step: 0, text: "Yes." }], tainted: true };
const writes: [string, (ctx: Context, turn: ClaimedTurn) => Promise<unknown>][] = [
  ["a step", (ctx, turn) => saveStep(ctx, turn, said)],
  [
    "an answer",
    (ctx, turn) =>
      finishTurn(ctx, turn, {
        ...said,
        status: "done",
        model: "m",
        promptVersion: "1",
        estimated: false,
        error: null,
      }),
  ],
];

test.each(writes)(
  "%s is written beside a stop or a second tab that holds the thread: neither gives up",
  async (_, write) => {
    const ctx = await newOwner();
    const { threadId, turnId } = await sendAndAnswer(through(ctx, "rest"), { message: "Hi" });
    const claim = await claimTurn(ctx, turnId);
    if (claim.state !== "claimed") throw new Error("not claimed");
    const { client } = systemPool();
    let written: Promise<unknown> | undefined;
    await client.begin(async (tx) => {
      await tx`select 1 from crm.chat_threads where id = ${threadId} for no key update`;
      written = write(ctx, claim.turn);
      written.catch(() => undefined);
      await until("the answer waits for the thread", async () => {
        const rows = await client`select 1 from pg_locks where not granted`;
        return rows.length > 0;
      });
      await tx`update crm.chat_turns set stop_requested_at = now() where id = ${turnId}`;
    });
    await expect(written).resolves.not.toThrow();
  },
);
