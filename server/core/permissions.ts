import type { Role } from "#lib/schemas/common.ts";
import { Permission, Scope } from "#lib/schemas/permissions.ts";

export type { Permission, Scope };

export const permissions: readonly Permission[] = Permission.options;
export const scopes: readonly Scope[] = Scope.options;

const reads = new Set<Permission>(permissions.filter((permission) => permission.endsWith(":read")));
const all = new Set<Permission>(permissions);

/** What the workspace may spend is its owner's to say. */
const withoutBudgets = new Set(permissions.filter((permission) => permission !== "billing:write"));

/** The permissions of each role; row level security holds the same line in the database. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  owner: all,
  admin: withoutBudgets,
  member: withoutBudgets,
  // What is theirs alone is theirs to change: by which name and clocks they read, and their keys.
  viewer: new Set<Permission>([...reads, "keys:write", "profile:write"]),
};
