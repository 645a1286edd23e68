import { z } from "zod";

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
  "billing",
] as const;

/** What one may do in an area, or with a search or a figure over several. */
export const Permission = z.enum([
  ...areas.flatMap((area) => [`${area}:read`, `${area}:write`] as const),
  "search:read",
  "insights:read",
]);
export type Permission = z.infer<typeof Permission>;

/** A permission, `approve` for what only people decide, or `*` for everything. The owner's role cuts it at each use. */
export const Scope = z.enum([...Permission.options, "approve", "*"]);
export type Scope = z.infer<typeof Scope>;
