import type { Role } from "#lib/schemas/common.ts";

const areas = [
  "contacts",
  "companies",
  "notes",
  "tasks",
  "tags",
  "sync",
  "jobs",
  "changes",
  "proposals",
  "keys",
  "mail",
  "calendar",
  "chat",
  "profile",
] as const;

type Area = (typeof areas)[number];
export type Permission = `${Area}:read` | `${Area}:write` | "search:read" | "insights:read";

/** What an API key may be given: a permission, `approve` for decisions, or everything. */
export type Scope = Permission | "approve" | "*";

export const permissions: readonly Permission[] = [
  ...areas.flatMap((area): Permission[] => [`${area}:read`, `${area}:write`]),
  "search:read",
  "insights:read",
];
export const scopes: readonly Scope[] = [...permissions, "approve", "*"];

const reads = new Set<Permission>(permissions.filter((permission) => permission.endsWith(":read")));
const all = new Set<Permission>(permissions);

/** The permissions of each role; row level security holds the same line in the database. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  owner: all,
  admin: all,
  member: all,
  viewer: new Set<Permission>([...reads, "keys:write"]),
};
