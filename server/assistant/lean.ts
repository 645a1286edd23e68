const withMilliseconds = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\.\d+(Z|[+-]\d{2}:\d{2})$/;

/** What was and what is: that a value went, or was not there, is what they tell. */
const images = new Set(["before", "after", "old", "new", "seen", "now", "fields"]);

/**
 * The answer of a read in fewer tokens, with all that it says: what is not there (null) is left out, and instants are told
 * to the second.
 */
export function lean(value: unknown): unknown {
  if (typeof value === "string") return value.replace(withMilliseconds, "$1$2");
  if (Array.isArray(value)) return value.map(lean);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => {
      if (images.has(key)) return [[key, part]];
      return part === null ? [] : [[key, lean(part)]];
    }),
  );
}
