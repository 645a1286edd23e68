import { apiKeys } from "#drizzle/schema/workspaces.ts";
import { AppError } from "#lib/errors.ts";
import { CreateApiKeyInput, CreatedApiKey } from "#lib/schemas/api-keys.ts";
import type { Scope } from "#lib/schemas/permissions.ts";
import { newId, operation, type OperationContext, scopesOf } from "#server/core/index.ts";

import { toApiKey } from "./internal.ts";
import { newKey } from "./key.ts";

export const createApiKey = operation({
  name: "apiKeys.create",
  summary: "Make an API key; it is shown this once",
  input: CreateApiKeyInput,
  output: CreatedApiKey,
  permission: "keys:write",
  effect: "write",
  decision: true,
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/api-keys" },
  storedAnswer: (created) => ({ ...created, key: null }),
  async run({ ctx, tx, input: { name, scopes, expiresAt } }) {
    refuseMoreThanOwn(ctx, scopes);
    const expires = expiresAt ? new Date(expiresAt) : null;
    if (expires && expires.getTime() <= Date.now()) {
      throw new AppError("invalid_input", "This date has passed. Choose a later one, or none.", {
        fields: { expiresAt: "Choose a date in the future." },
      });
    }
    const { key, prefix, hash } = newKey();
    const [row] = await tx
      .insert(apiKeys)
      .values({
        id: newId(),
        workspaceId: ctx.workspace.id,
        userId: ctx.user.id,
        name,
        prefix,
        keyHash: hash,
        scopes,
        expiresAt: expires,
      })
      .returning();
    if (!row) throw new Error("the key was not stored");
    return { ...toApiKey(row), key };
  },
});

/** The role cuts scopes at each use; these two are refused at once, so that nobody believes in a right they lack. */
function refuseMoreThanOwn(ctx: OperationContext, wanted: readonly Scope[]): void {
  const own = scopesOf(ctx.actor);
  const lacking = own && !own.includes("*") ? wanted.find((scope) => !own.includes(scope)) : undefined;
  if (lacking) {
    throw new AppError(
      "forbidden",
      `The key that you use lacks the scope "${lacking}", so it cannot give it.`,
    );
  }
  const writes = ctx.role === "viewer" ? wanted.find((scope) => !scope.endsWith(":read")) : undefined;
  if (writes) {
    throw new AppError(
      "forbidden",
      `Your role (viewer) reads only, so a key of yours cannot have "${writes}". Choose scopes that end in ":read".`,
    );
  }
}
