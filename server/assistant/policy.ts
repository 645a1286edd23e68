import type { Operation } from "#server/core/index.ts";

/** What becomes of a call that the model makes. */
export type Verdict =
  | { kind: "run" }
  /** A person decides; `warn` when text from outside may have led to it. */
  | { kind: "propose"; warn: boolean };

/**
 * The one place that lets a call through, whatever the prompt says. Reads run; whatever writes is proposed, also where
 * nothing from outside was read. What an effect that comes later does is not known here, and so it is proposed too.
 */
export function verdictOn(
  { definition }: Pick<Operation, "definition">,
  { tainted }: { tainted: boolean },
): Verdict {
  return definition.effect === "read" ? { kind: "run" } : { kind: "propose", warn: tainted };
}
