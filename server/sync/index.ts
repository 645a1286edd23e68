import { approvePreview } from "./approve-preview.ts";
import { completeImport } from "./complete-import.ts";
import { createImport } from "./create-import.ts";
import { createPreview } from "./create-preview.ts";
import { deleteConnection } from "./delete-connection.ts";
import { discardImport } from "./discard-import.ts";
import { discardPreview } from "./discard-preview.ts";
import { getBatch } from "./get-batch.ts";
import { getPreview } from "./get-preview.ts";
import { listBatchItems } from "./list-batch-items.ts";
import { listBatches } from "./list-batches.ts";
import { listKept } from "./list-kept.ts";
import { listConnections } from "./list-connections.ts";
import { listPreviewItems } from "./preview-items.ts";
import { restoreRule } from "./restore-rule.ts";
import { resumeBatch } from "./resume-batch.ts";
import { connectionStatus } from "./connection-status.ts";
import { countDays } from "./reconcile/count-days.ts";
import { fetchMissing } from "./reconcile/fetch-missing.ts";
import { getDay } from "./reconcile/get-day.ts";
import { listDays } from "./reconcile/list-days.ts";
import { resumeImport } from "./resume-import.ts";
import { revokeRule } from "./revoke-rule.ts";
import { selectPreview } from "./select-preview.ts";
import { syncConnection } from "./live/sync-connection.ts";
import { takeBackConnection } from "./take-back-connection.ts";
import { listFailed } from "./replay/list-failed.ts";
import { replayFailed } from "./replay/replay.ts";
import { askProvider } from "./whereabouts/ask.ts";
import { explainMissing } from "./whereabouts/explain.ts";
import { getProviderAnswer } from "./whereabouts/get-answer.ts";
import { undoBatch, undoImport } from "./undo-batch.ts";
import { undoBatches } from "./undo-batches.ts";

export { waitingPreviews } from "./waiting-previews.ts";
export { processPreview } from "./build-preview.ts";
export { processImport } from "./import/import-batch.ts";
export { type AttachedPart, messageParts, phonesSaid } from "./mail/index.ts";
export { undoOfSync } from "./undo-of-sync.ts";
export { gmailPush } from "./live/push/settings.ts";
export { notePush } from "./live/push/note-push.ts";
export { processWatch } from "./live/push/process-watch.ts";
export { enqueueDueSyncs, enqueueDueWatches } from "./live/push/due.ts";
export { processSync } from "./live/process-sync.ts";
export { processCount } from "./reconcile/process-count.ts";
export { processFetch } from "./reconcile/process-fetch.ts";
export { processAsk } from "./whereabouts/process-ask.ts";
export { processReplay } from "./replay/process-replay.ts";
export { processUndo } from "./undo/undo-batch.ts";
export { processUndoMany } from "./undo/undo-many.ts";
export {
  approvePreview,
  completeImport,
  askProvider,
  connectionStatus,
  countDays,
  createImport,
  createPreview,
  deleteConnection,
  discardImport,
  discardPreview,
  explainMissing,
  fetchMissing,
  getBatch,
  getDay,
  getPreview,
  getProviderAnswer,
  listBatches,
  listBatchItems,
  listConnections,
  listDays,
  listFailed,
  listKept,
  listPreviewItems,
  replayFailed,
  restoreRule,
  resumeBatch,
  resumeImport,
  revokeRule,
  selectPreview,
  syncConnection,
  takeBackConnection,
  undoBatch,
  undoBatches,
  undoImport,
};

export const syncOperations = [
  createImport,
  resumeImport,
  completeImport,
  discardImport,
  listConnections,
  deleteConnection,
  createPreview,
  getPreview,
  listPreviewItems,
  selectPreview,
  discardPreview,
  approvePreview,
  getBatch,
  listBatches,
  listBatchItems,
  undoBatch,
  undoBatches,
  takeBackConnection,
  resumeBatch,
  syncConnection,
  connectionStatus,
  countDays,
  listDays,
  getDay,
  fetchMissing,
  explainMissing,
  askProvider,
  getProviderAnswer,
  listFailed,
  listKept,
  replayFailed,
  revokeRule,
  restoreRule,
] as const;
