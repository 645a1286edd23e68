import type { Scope } from "#lib/schemas/permissions.ts";

/** What people choose a key's rights by: an area to read, or to read and write. */
export const areas = [
  { area: "contacts", label: "Contacts" },
  { area: "companies", label: "Companies" },
  { area: "notes", label: "Notes" },
  { area: "tasks", label: "Tasks" },
  { area: "tags", label: "Tags" },
  { area: "mail", label: "Mail" },
  { area: "calendar", label: "Calendar" },
  { area: "sync", label: "Imports and sync" },
  { area: "jobs", label: "Jobs" },
  { area: "changes", label: "Activity" },
  { area: "proposals", label: "Proposals" },
  { area: "chat", label: "Assistant" },
  { area: "profile", label: "Profile" },
  { area: "billing", label: "Usage and budgets" },
  { area: "keys", label: "API keys" },
] as const;

export type Area = (typeof areas)[number]["area"];
export type Level = "none" | "read" | "write";

/** The scopes of a choice by area; searching comes with anything that can be read. */
export function scopesOf(levels: Readonly<Partial<Record<Area, Level>>>, approves: boolean): Scope[] {
  const chosen = areas.flatMap(({ area }): Scope[] => {
    const level = levels[area] ?? "none";
    if (level === "none") return [];
    return level === "read" ? [`${area}:read`] : [`${area}:read`, `${area}:write`];
  });
  if (chosen.length === 0) return approves ? ["approve"] : [];
  return [...chosen, "search:read", ...(approves ? (["approve"] as const) : [])];
}

/** "Everything", or "Contacts (write), Tasks (read)". */
export function scopeWords(scopes: readonly Scope[]): string {
  if (scopes.includes("*")) return "Everything";
  const held = new Set<string>(scopes);
  const words = areas.flatMap(({ area, label }) => {
    if (held.has(`${area}:write`)) return [`${label} (write)`];
    return held.has(`${area}:read`) ? [`${label} (read)`] : [];
  });
  if (held.has("approve")) words.push("Decisions");
  return words.join(", ") || "Search";
}
