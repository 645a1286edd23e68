import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { text: ["small", "base", "reading", "heading", "title"], radius: ["control", "card"] } },
});

/** Joins class names; of two that say the same thing the later one holds. */
export const cn = (...values: ClassValue[]): string => merge(clsx(values));
