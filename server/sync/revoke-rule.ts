import { AppError } from "#lib/errors.ts";
import { RuleInput, RuleOutput } from "#lib/schemas/sync.ts";
import { emit, operation } from "#server/core/index.ts";

import { connectionRow, ownerOnly } from "./internal.ts";
import { stopRules } from "./rules.ts";

export const revokeRule = operation({
  name: "rules.revoke",
  summary: "Stop bringing in what comes later from an account; what came in stays",
  input: RuleInput,
  output: RuleOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/rules/revoke" },
  async run({ ctx, tx, input }) {
    const { connectionId, source, calendar } = input;
    const connection = await connectionRow(tx, connectionId);
    if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
    // A sync that is under way sees this before its next step commits, and stops.
    const parts = calendar === undefined ? null : [calendar];
    if (!(await stopRules(ctx, { connectionId, source, parts })))
      throw new AppError("conflict", `Nothing of ${connection.label} comes in by itself now.`);
    await emit(ctx, { type: "connection.changed", payload: { connectionId } });
    return { connectionId, following: false };
  },
});
