import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { changedEvents, undoEventChanges } from "./live/events/undo-changes.ts";
import { movedMail, undoMoves } from "./live/mail/undo-moves.ts";

type Undo = (ctx: OperationContext, changeSetId: string) => Promise<void>;

/**
 * How what following an account did to records by this change set is taken back, or how that taking back is; null where
 * it did nothing of the kind, or all of it was changed again since.
 */
export async function undoOfSync(tx: Tx, changeSetId: string): Promise<Undo | null> {
  if (await movedMail(tx, changeSetId)) return undoMoves;
  return (await changedEvents(tx, changeSetId)) ? undoEventChanges : null;
}
