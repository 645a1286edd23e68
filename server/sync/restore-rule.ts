import { AppError } from "#lib/errors.ts";
import { RuleInput, RuleOutput } from "#lib/schemas/sync.ts";
import { emit, operation } from "#server/core/index.ts";

import { connectionRow, ownerOnly } from "./internal.ts";
import { resumeRules } from "./rules.ts";

export const restoreRule = operation({
  name: "rules.restore",
  summary: "Bring in what comes later from an account again, by the rule that was revoked",
  input: RuleInput,
  output: RuleOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/rules/restore" },
  async run({ ctx, tx, input }) {
    const { connectionId, source, calendar } = input;
    const connection = await connectionRow(tx, connectionId);
    if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
    const parts = calendar === undefined ? null : [calendar];
    if (!(await resumeRules(tx, { connectionId, source, parts }))) {
      throw new AppError(
        "conflict",
        `No rule of ${connection.label} was revoked. Preview it to approve one.`,
      );
    }
    await emit(ctx, { type: "connection.changed", payload: { connectionId } });
    return { connectionId, following: true };
  },
});
