import { type ClassValue, clsx } from "clsx";

import { mergeClasses } from "./merge-classes.ts";

/** Joins class names; of two that say the same thing the later one holds. One alone is as it is written. */
export function cn(...values: ClassValue[]): string {
  const parts = values.map((value) => clsx(value)).filter(Boolean);
  return parts.length > 1 ? mergeClasses(parts.join(" ")) : (parts[0] ?? "");
}
