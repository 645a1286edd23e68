import type { apiKeys } from "#drizzle/schema/workspaces.ts";
import type { ApiKey } from "#lib/schemas/api-keys.ts";
import { Scope } from "#lib/schemas/permissions.ts";

/** Never the hash. */
export function toApiKey(row: Omit<typeof apiKeys.$inferSelect, "keyHash" | "workspaceId">): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: knownScopes(row.scopes),
    userId: row.userId,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

/** A scope that a later release took away gives nothing. */
export const knownScopes = (stored: readonly string[]): Scope[] =>
  stored.flatMap((scope) => Scope.safeParse(scope).data ?? []);
