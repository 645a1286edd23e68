import type { RunningJob } from "#server/jobs/index.ts";

import type { CursorRow, StandingRule } from "../cursors.ts";

/** A source that is followed, and the job that looks after it now. */
export interface Following {
  job: RunningJob;
  row: CursorRow;
  rule: StandingRule;
  /** Where changes go on from. */
  cursor: string;
}
