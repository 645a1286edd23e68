import { archiveThread } from "./archive.ts";
import { deleteThread } from "./delete.ts";
import { exportThread } from "./export.ts";
import { getThread } from "./get.ts";
import { listThreads } from "./list.ts";
import { renameThread } from "./rename.ts";
import { restoreThread } from "./restore.ts";
import { retryTurn } from "./retry.ts";
import { searchThreads } from "./search.ts";
import { sendMessage } from "./send.ts";
import { stopThread } from "./stop.ts";

export { type ClaimedTurn, claimTurn, requireHeldTurn } from "./claim-turn.ts";
export { findProposingTurn, resumeThread } from "./decided.ts";
export { interrupted } from "./internal.ts";
export { shownParts, type StoredMessage, type StoredPart, type ToolPart } from "./parts.ts";
export { noteReopened } from "./reopened.ts";
export { runningTurn, turnStatus } from "./running.ts";
export { extendTurns } from "./extend-turns.ts";
export { finishTurn, handBackTurn, LostTurnError, saveStep } from "./save-turn.ts";
export { sendAndAnswer } from "./send.ts";
export {
  readForSummary,
  requestSummary,
  saveSummary,
  type NumberedMessage,
  type ThreadSummary,
} from "./summary.ts";
export { sweepTurns } from "./sweep.ts";
export {
  archiveThread,
  deleteThread,
  exportThread,
  getThread,
  listThreads,
  renameThread,
  restoreThread,
  retryTurn,
  searchThreads,
  sendMessage,
  stopThread,
};

export const chatOperations = [
  sendMessage,
  listThreads,
  searchThreads,
  getThread,
  exportThread,
  stopThread,
  retryTurn,
  renameThread,
  archiveThread,
  deleteThread,
  restoreThread,
] as const;
