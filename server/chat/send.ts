import type { z } from "zod";

import { SendMessageInput, TurnStarted } from "#lib/schemas/chat.ts";
import { newId, operation, type OperationContext } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { readAbout } from "./about.ts";
import { beginTurn } from "./begin-turn.ts";
import { choiceKey, readChosen } from "./choose.ts";

/** A worker that is away for longer finds the turn given up. */
const workerPatienceMs = 10 * 60_000;
const ownPatienceMs = 15_000;

type Sent = z.output<typeof SendMessageInput>;

async function asked(ctx: OperationContext, input: Sent, patienceMs: number) {
  const about = await readAbout(ctx, input.about ?? []);
  const { clientKey, words } = await said(ctx, input);
  return beginTurn(ctx, {
    threadId: input.threadId,
    clientKey,
    question: [words, ...(about.length > 0 ? [{ type: "about" as const, items: about }] : [])],
    choice: input.model,
    patienceMs,
  });
}

async function said({ open }: OperationContext, { threadId = "", message = "", choice, clientKey }: Sent) {
  return choice
    ? {
        clientKey: choiceKey(choice),
        words: { type: "chosen" as const, chosen: await readChosen(open.tx, threadId, choice) },
      }
    : {
        clientKey: `message:${clientKey ?? newId()}`,
        words: { type: "text" as const, step: 0, text: message },
      };
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
