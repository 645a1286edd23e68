import { APICallError } from "ai";
import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { answerWith, ask } from "#local/testing/turns.ts";
import { retryTurn, sendAndAnswer } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";

useTestDatabase({ OPENAI_API_KEY: "unused", MODELS_FAST: "openai/small", MODELS_STRONG: "openai/big" });

const modelOf = async (ctx: Context, message: string, model?: "auto" | "fast" | "strong") => {
  const started = await sendAndAnswer({ ...ctx, door: "rest" }, { message, ...(model ? { model } : {}) });
  return (await answerWith(ctx, scriptedModel("Yes."), started)).answer.metadata.model;
};

test("a simple question goes to a fast model in any language, a long or many-lined one to a strong one", async () => {
  const ctx = await newOwner();
  const simple = ["Who is Ada?", "¿Quién es Ada? Dime su correo.", "艾达是谁？", "Wann treffe ich Dr. Byron"];
  for (const question of simple) expect(await modelOf(ctx, question), question).toBe("small");
  const hard = [
    "Compare Ada with Eve. Say who answers sooner. Then tell me whom to ask first.",
    "Who is Ada?\n- her mails\n- her tasks",
    `Tell me about ${"Ada and her friends and ".repeat(12)}`,
  ];
  for (const question of hard) expect(await modelOf(ctx, question), question).toBe("big");
});

test("the person's choice goes first, and stays when the answer is given anew", async () => {
  const ctx = await newOwner();
  expect(await modelOf(ctx, "Who is Ada?", "strong")).toBe("big");
  expect(await modelOf(ctx, "One. Two. Three. Four.", "fast")).toBe("small");
  const refused = new APICallError({
    ...{ message: "x", url: "https://x.example", requestBodyValues: {}, statusCode: 500, isRetryable: false },
  });
  const started = await sendAndAnswer({ ...ctx, door: "rest" }, { message: "Who is Ada?", model: "strong" });
  await answerWith(ctx, scriptedModel({ throws: refused }), started);
  const again = await retryTurn(ctx, { id: started.turnId });
  expect((await answerWith(ctx, scriptedModel("Ada."), again)).answer.metadata.model).toBe("big");
});

test("what turns out to be hard goes on with a strong model", async () => {
  const ctx = await newOwner();
  const wrong = { calls: [{ tool: "contacts_get", input: { id: "nobody" } }] };
  const { answer } = await ask(ctx, scriptedModel(wrong, wrong, "I do not find her."), "Who is Ada?");
  expect(answer.metadata.model).toBe("big");
});
