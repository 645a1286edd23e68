import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { text: ["small", "base", "reading", "heading", "title"], radius: ["control", "card"] } },
});

/** Joins class names; of two that say the same thing the later one holds. One alone is as it is written. */
export function cn(...values: ClassValue[]): string {
  const parts = values.map((value) => clsx(value)).filter(Boolean);
  return parts.length > 1 ? merge(parts.join(" ")) : (parts[0] ?? "");
}
