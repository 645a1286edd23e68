import { EffectCalledBack } from "#lib/schemas/effects.ts";
import { SentMailInput } from "#lib/schemas/mail.ts";
import { operation } from "#server/core/index.ts";
import { callBackEffect, requireEffect } from "#server/effects/index.ts";

export const callBackMail = operation({
  name: "mail.callBack",
  summary: "Call back a mail that has not gone yet",
  guidance: "The id is the effectId that mail_send answered. It works for ten seconds after the approval.",
  input: SentMailInput,
  output: EffectCalledBack,
  permission: "mail:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "DELETE", path: "/mail/{id}" },
  refusal: ({ tx, input: { id } }) => requireEffect(tx, id, "mail.send"),
  async run({ ctx, tx, input: { id } }) {
    await requireEffect(tx, id, "mail.send");
    return { id, calledBack: await callBackEffect(ctx, id) };
  },
});
