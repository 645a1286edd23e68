import type { Proposal } from "#lib/schemas/proposals.ts";

import { fromControl } from "./field-values.ts";
import type { Edits } from "./use-decision.ts";

/** By step and field: what was typed. */
export type Typed = Readonly<Record<number, Readonly<Record<string, string>>>>;

/** What was typed of these steps and differs from what was proposed, by step. */
export function editsOf(
  { steps }: Proposal,
  typed: Typed,
  editing: ReadonlySet<number>,
  timeZone: string,
): Edits {
  const edits = steps.flatMap((step, index) => {
    const changed = Object.entries((editing.has(index) && typed[index]) || {}).flatMap(([name, text]) => {
      const field = step.fields.find((one) => one.field === name);
      return field ? [[name, fromControl(field, text, timeZone)] as const] : [];
    });
    return changed.length > 0 ? [[String(index), Object.fromEntries(changed)] as const] : [];
  });
  return Object.fromEntries(edits);
}
