import type { z } from "zod";

import { SendMessageInput, TurnStarted } from "#lib/schemas/chat.ts";
import { newId, operation, type OperationContext } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { readAbout } from "./about.ts";
import { beginTurn } from "./begin-turn.ts";

/** A worker that is away for longer finds the turn given up. */
const workerPatienceMs = 10 * 60_000;
const ownPatienceMs = 15_000;

async function asked(ctx: OperationContext, input: z.output<typeof SendMessageInput>, patienceMs: number) {
  const about = await readAbout(ctx, input.about ?? []);
  return beginTurn(ctx, {
    threadId: input.threadId,
    clientKey: `message:${input.clientKey ?? newId()}`,
    question: [
      { type: "text", step: 0, text: input.message },
      ...(about.length > 0 ? [{ type: "about" as const, items: about }] : []),
    ],
    choice: input.model,
    patienceMs,
  });
}

export const sendMessage = operation({
  name: "chat.send",
  summary: "Ask the assistant, or tell it what to do",
  input: SendMessageInput,
  output: TurnStarted,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/chat" },
  async run({ ctx, input }) {
    const started = await asked(ctx, input, workerPatienceMs);
    await enqueueJob(ctx, "chat.answer", { turnId: started.turnId }, { key: started.turnId });
    return started;
  },
});

/** In no list, hence behind no door: the same for whoever answers the turn itself, at once. */
export const sendAndAnswer = operation({
  name: "chat.ask",
  summary: "Ask the assistant and follow its answer",
  input: SendMessageInput,
  output: TurnStarted,
  permission: "chat:write",
  effect: "write",
  doors: ["rest"],
  run: ({ ctx, input }) => asked(ctx, input, ownPatienceMs),
});
