import { through } from "#local/testing/owners.ts";
import { runTurn } from "#server/assistant/index.ts";
import { sendAndAnswer } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";

/** From a question to the first word of its answer, in ms; NaN where no word came. */
export async function timeToFirstWord(ctx: Context): Promise<number> {
  const began = performance.now();
  let firstWord = Number.NaN;
  const { turnId } = await sendAndAnswer(through(ctx, "rest"), { message: "Hello" });
  await runTurn(ctx, turnId, {
    sink: {
      write({ type }) {
        if (type === "text-delta" && Number.isNaN(firstWord)) firstWord = performance.now();
      },
      close: () => Promise.resolve(),
    },
    signal: new AbortController().signal,
    whenInterrupted: () => "fail",
  });
  return firstWord - began;
}
