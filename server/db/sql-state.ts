/** The five-character SQLSTATE of a database error, also when drizzle has wrapped it; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth++
  ) {
    if ("code" in current && typeof current.code === "string" && /^[0-9A-Z]{5}$/.test(current.code))
      return current.code;
  }
  return undefined;
}

/** The name of the constraint that was violated, if any. */
export function violatedConstraint(error: unknown): string | undefined {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth++
  ) {
    if ("constraint_name" in current && typeof current.constraint_name === "string")
      return current.constraint_name;
  }
  return undefined;
}

/** What a database error says beside its words, if anything. */
export function sqlDetail(error: unknown): string | undefined {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth++
  ) {
    if ("detail" in current && typeof current.detail === "string") return current.detail;
  }
  return undefined;
}
