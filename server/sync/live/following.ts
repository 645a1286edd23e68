import type { ConnectionRow } from "#server/connections/index.ts";
import type { Tx } from "#server/db/index.ts";
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

export interface FollowedMailbox extends Following {
  connection: ConnectionRow;
  /** Takes what is written last, with the news of the whole sync: nothing new takes one transaction. */
  later: (write: (tx: Tx) => Promise<void>) => void;
}
