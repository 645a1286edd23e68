import type { Proposal } from "#lib/schemas/proposals.ts";

export type ShownExcerpt = Proposal["excerpts"][number];

/** A value that the person did not name, and who wrote it. */
export interface Named {
  value: string;
  from: string | null | undefined;
}

/** What led to one of several steps, as its row tells it. */
export interface StepReading {
  named: readonly Named[];
  /** Those that stand in this row. */
  excerpts: readonly ShownExcerpt[];
  /** Steps, from 0, whose rows have others of them. */
  sameAs: readonly number[];
}

interface Readings {
  /** By step. */
  rows: readonly StepReading[];
  /** What led to every step, or is not known of any. */
  card: { named: readonly Named[]; excerpts: readonly ShownExcerpt[] };
}

/**
 * What was read for a card, told where it belongs: in the rows of the steps that it led to, each text once. What led to
 * all of them stands below them, as all does of a card that knows no more.
 */
export function readingsOf({ steps, excerpts }: Pick<Proposal, "steps" | "excerpts">): Readings {
  if (steps.length < 2 || steps.some(({ readFrom }) => readFrom === null)) {
    return { rows: [], card: { named: distinct(excerpts.flatMap(namedIn)), excerpts } };
  }
  const ledTo = excerpts.map((_, place) =>
    steps.flatMap(({ readFrom }, index) =>
      readFrom?.some(({ excerpt }) => excerpt === place) ? [index] : [],
    ),
  );
  const isOfAll = (place: number) => ledTo[place]?.length === steps.length || ledTo[place]?.length === 0;
  const rows = steps.map(({ readFrom }, index): StepReading => {
    const own = (readFrom ?? []).filter(({ excerpt }) => !isOfAll(excerpt));
    const first = own.filter(({ excerpt }) => ledTo[excerpt]?.[0] === index);
    const elsewhere = own.flatMap(({ excerpt }) => ledTo[excerpt]?.[0] ?? []).filter((at) => at !== index);
    return {
      named: distinct(
        (readFrom ?? []).flatMap(({ excerpt, ...flags }) =>
          namedIn({ from: excerpts[excerpt]?.from, ...flags }),
        ),
      ),
      excerpts: first.flatMap(({ excerpt }) => excerpts[excerpt] ?? []),
      sameAs: [...new Set(elsewhere)],
    };
  });
  return { rows, card: { named: [], excerpts: excerpts.filter((_, place) => isOfAll(place)) } };
}

type Flags = Pick<ShownExcerpt, "from" | "addresses" | "values">;

const namedIn = ({ from, addresses = [], values = [] }: Flags): Named[] =>
  [...addresses, ...values].map((value) => ({ value, from }));

/** Two texts may have the same value. */
const distinct = (named: readonly Named[]): Named[] => [
  ...new Map(named.map((one) => [one.value, one])).values(),
];
