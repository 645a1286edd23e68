/** The value as Postgres keeps it: jsonb refuses U+0000. */
export function withoutNul(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "");
  if (Array.isArray(value)) return value.map(withoutNul);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key.replaceAll("\u0000", ""), withoutNul(part)]),
  );
}
