import { DeleteDraftInput } from "#lib/schemas/drafts.ts";
import { EffectCalledBack } from "#lib/schemas/effects.ts";
import { operation } from "#server/core/index.ts";
import { callBackEffect, requireEffect } from "#server/effects/index.ts";

export const deleteDraft = operation({
  name: "drafts.delete",
  summary: "Delete a mail draft that was made from here",
  guidance: "The id is the effectId that drafts_create answered.",
  input: DeleteDraftInput,
  output: EffectCalledBack,
  permission: "mail:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "DELETE", path: "/drafts/{id}" },
  refusal: ({ tx, input: { id } }) => requireEffect(tx, id, "drafts.create"),
  async run({ ctx, tx, input: { id } }) {
    await requireEffect(tx, id, "drafts.create");
    return { id, calledBack: await callBackEffect(ctx, id) };
  },
});
