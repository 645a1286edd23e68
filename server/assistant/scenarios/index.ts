import { aborts } from "./aborts.ts";
import { ambiguity } from "./ambiguity.ts";
import { atOnce } from "./at-once.ts";
import { context } from "./context.ts";
import { forged } from "./forged.ts";
import { longThreads } from "./long-threads.ts";
import { mended } from "./mended.ts";
import { oneCard } from "./one-card.ts";
import { outward } from "./outward.ts";
import { reading } from "./reading.ts";
import type { Scenario } from "./scenario.ts";
import { severalSteps } from "./several-steps.ts";
import { singleActions } from "./single-actions.ts";

/** Every scenario, by kind. */
export const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  "single actions": singleActions,
  "several steps": severalSteps,
  "one card": oneCard,
  outward,
  reading,
  mended,
  ambiguity,
  context,
  "long threads": longThreads,
  aborts,
  "at once": atOnce,
  forged,
};
