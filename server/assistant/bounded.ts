/** About 4,000 tokens: one answer must not fill the model's window. */
const outputMax = 16_000;
const stringMax = 4_000;

const hint = "more are left out; ask for fewer at a time";

interface LeftOut {
  leftOut: number;
  hint: string;
}

/** How many are not shown at the end of a list that was cut. */
export function leftOutOf(list: readonly unknown[]): number {
  const last = list.at(-1);
  const isMarked = last !== null && typeof last === "object" && "leftOut" in last;
  return isMarked && typeof last.leftOut === "number" ? last.leftOut : 0;
}

/** The value, cut so that its JSON is short enough for a model, with a word on what was left out. */
export function bounded(value: unknown): unknown {
  if (sizeOf(value) <= outputMax) return value;
  const shorter = shorten(value, stringMax);
  if (sizeOf(shorter) <= outputMax) return shorter;
  const shortest = shorten(shorter, 500);
  return sizeOf(shortest) <= outputMax ? shortest : cutLists(shortest);
}

const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

function shorten(value: unknown, max: number): unknown {
  if (typeof value === "string") return value.length > max ? `${value.slice(0, max)}… (cut)` : value;
  if (Array.isArray(value)) return value.map((part) => shorten(part, max));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shorten(part, max)]));
}

function cutLists(value: unknown): unknown {
  for (let max = 40; max >= 1; max = Math.floor(max / 2)) {
    const cut = withLists(value, max);
    if (sizeOf(cut) <= outputMax) return cut;
  }
  return { cut: JSON.stringify(value).slice(0, outputMax) };
}

function withLists(value: unknown, max: number): unknown {
  if (Array.isArray(value)) {
    const shown = value.slice(0, max).map((part) => withLists(part, max));
    return value.length > max ? [...shown, { leftOut: value.length - max, hint } satisfies LeftOut] : shown;
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withLists(part, max)]));
}
