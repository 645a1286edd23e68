import type { Context } from "#server/core/index.ts";

/** How one operation is tried as somebody who must not. */
export interface WalkCase {
  /** Puts what the operation needs into the owner's workspace; answers an input that is valid there. */
  seed: (owner: Context) => Promise<Record<string, unknown>>;
  /**
   * What another workspace gets for that input. `notFound`: it names a record. `empty`: a list without items.
   * `untouched`: it names nothing of anybody's, and leaves the owner's workspace as it was.
   */
  stranger: "notFound" | "empty" | "untouched";
  /** What a viewer of the same workspace gets, where it is not: reads are answered, writes forbidden. */
  viewer?: "answered" | "notFound";
}

export type WalkCases = Record<string, WalkCase>;

export const nothing = (): Promise<Record<string, unknown>> => Promise.resolve({});
