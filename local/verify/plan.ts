import { parseArgs } from "node:util";

/** What `npm test` is asked to run; null leaves a part out, a list names files or words to filter by. */
export interface TestPlan {
  readonly verify: boolean;
  readonly unit: readonly string[] | null;
  readonly journeys: readonly string[] | null;
}

/** Throws a sentence where the part is not known. */
export function readTestPlan(args: readonly string[]): TestPlan {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { only: { type: "string" } },
    allowPositionals: true,
  });
  switch (values.only) {
    case "verify":
      return { verify: true, unit: null, journeys: null };
    case "unit":
      return { verify: false, unit: positionals, journeys: null };
    case "e2e":
      return { verify: false, unit: null, journeys: positionals };
    case undefined:
      return positionals.length === 0 ? { verify: true, unit: [], journeys: [] } : byFolder(positionals);
    default:
      throw new Error(`There is no part "${values.only}"; there are verify, unit and e2e.`);
  }
}

// Journeys lie in e2e/, all other tests beside what they test.
function byFolder(files: readonly string[]): TestPlan {
  const journeys = files.filter((file) => file.startsWith("e2e"));
  const unit = files.filter((file) => !file.startsWith("e2e"));
  return {
    verify: false,
    unit: unit.length === 0 ? null : unit,
    journeys: journeys.length === 0 ? null : journeys,
  };
}
