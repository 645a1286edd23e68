import { hash } from "node:crypto";
import type { Plan } from "./plan-types.ts";

/** sha-256 (hex) over the canonical JSON (keys sorted, no white space): what an approval is bound to. */
export function planHash(plan: Plan): string {
  return hash("sha256", canonical(plan), "hex");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
