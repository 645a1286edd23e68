const withMilliseconds = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\.\d+(Z|[+-]\d{2}:\d{2})$/;

/**
 * The answer of a read in fewer tokens, with all that it says: what is not there (null), not so (false) or empty is left
 * out, and instants are told to the second. A list of records stays, however empty: nothing was found.
 */
export function lean(value: unknown): unknown {
  if (typeof value === "string") return value.replace(withMilliseconds, "$1$2");
  if (Array.isArray(value)) return value.map(lean);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (saysSomething(key, part) ? [[key, lean(part)]] : [])),
  );
}

const saysSomething = (key: string, part: unknown): boolean =>
  part !== null && part !== false && (key === "items" || !Array.isArray(part) || part.length > 0);
