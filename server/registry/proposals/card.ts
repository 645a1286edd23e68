import { z } from "zod";

import {
  Excerpt,
  excerptsMax,
  type ProposeInTurnInput,
  type ReadFrom,
  stepsMax,
} from "#lib/schemas/proposals.ts";
import type { Operation } from "#server/core/index.ts";

import { findOperation } from "../lookup.ts";
import { type ProposalRow, storedSteps } from "./internal.ts";

/**
 * Which writes of a turn stand on one card: those of records all together, since they are taken back together; of what is
 * done outside those of one kind, where it writes to nobody. What has a change set of its own kind, starts work, or goes
 * to somebody stands by itself.
 */
function cardOf({ definition: { name, effect, changeSet, ledger, joins } }: Operation): string | null {
  if (changeSet || joins === false) return null;
  // What is kept in the ledger though it changed no record has nothing to take back with the others.
  if (effect === "write") return ledger === "always" ? null : "writes";
  return joins ? name : null;
}

/** The card of the turn that waits and takes one more step; a full one takes none, and nothing of a step is cut off. */
export function cardFor(
  asked: Operation,
  made: readonly ProposalRow[],
  { excerpts = [] }: Pick<ProposeInTurnInput, "excerpts">,
): ProposalRow | undefined {
  const card = cardOf(asked);
  if (card === null) return undefined;
  return made.findLast((row) => {
    const steps = storedSteps(row);
    const first = findOperation(steps[0]?.operation ?? "");
    return (
      row.status === "waiting" &&
      first !== undefined &&
      cardOf(first) === card &&
      steps.length < stepsMax &&
      mergedExcerpts(row, excerpts).length <= excerptsMax
    );
  });
}

const Excerpts = z.array(Excerpt);
const keyOf = ({ text, from, interactionId }: Excerpt): string => JSON.stringify([text, from, interactionId]);

/** What led to the steps before and to one more; of the same text all that it alone has. */
export function mergedExcerpts(row: Pick<ProposalRow, "excerpts">, more: readonly Excerpt[]): Excerpt[] {
  const merged = new Map<string, Excerpt>();
  for (const excerpt of [...Excerpts.parse(row.excerpts), ...more]) {
    const known = merged.get(keyOf(excerpt));
    const both = (field: "addresses" | "values") => {
      const all = [...new Set([...(known?.[field] ?? []), ...(excerpt[field] ?? [])])];
      return all.length > 0 ? { [field]: all } : {};
    };
    merged.set(keyOf(excerpt), { ...excerpt, ...both("addresses"), ...both("values") });
  }
  return [...merged.values()];
}

/** Where what led to one step stands among all that its card keeps, with what that step alone has of it. */
export function readFromOf(all: readonly Excerpt[], own: readonly Excerpt[]): ReadFrom[] {
  const places = new Map(all.map((excerpt, place) => [keyOf(excerpt), place]));
  return mergedExcerpts({ excerpts: [] }, own).flatMap((one) => {
    const excerpt = places.get(keyOf(one));
    const { addresses = [], values = [] } = one;
    const flags = {
      ...(addresses.length > 0 ? { addresses } : {}),
      ...(values.length > 0 ? { values } : {}),
    };
    return excerpt === undefined ? [] : [{ excerpt, ...flags }];
  });
}
