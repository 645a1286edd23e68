import { countOf, formatNumber } from "#lib/format/number.ts";
import { formatDuration } from "#lib/format/time.ts";
import type { Job, JobStatus } from "#lib/schemas/jobs.ts";

const kinds: Record<string, string> = {
  "previews.build": "Preview of an import",
  "batches.import": "Import",
  "batches.undo": "Taking an import back",
  "batches.undoMany": "Taking imports back",
  "connections.sync": "Sync of an account",
  "connections.watch": "Asking Google to tell of changes",
  "mailboxDays.count": "Counting an account by day",
  "mailboxDays.fetch": "Fetching what was missing",
  "missingMail.ask": "Asking for a mail",
  "failedItems.replay": "Trying again what failed",
  "connections.check": "Asking Google whether access stands",
  "connections.revoke": "Ending access at Google",
  "effects.perform": "Mail or event at Google",
  "changeSets.revert": "Taking a change back",
  "chat.answer": "Answer of the assistant",
  "chat.resume": "Answer after your decision",
  "chat.summarise": "Summary of a long conversation",
  "operations.batch": "Many changes at once",
};

export const jobTitle = ({ kind }: Pick<Job, "kind">): string => kinds[kind] ?? kind;

type Tone = "neutral" | "accent" | "positive" | "warning" | "danger";

export function statusWords(status: JobStatus): { words: string; tone: Tone } {
  switch (status) {
    case "queued":
      return { words: "Waiting", tone: "accent" };
    case "running":
      return { words: "Running", tone: "accent" };
    case "paused":
      return { words: "Waiting for you", tone: "warning" };
    case "done":
      return { words: "Done", tone: "neutral" };
    case "failed":
      return { words: "Failed", tone: "danger" };
    case "cancelled":
      return { words: "Stopped", tone: "neutral" };
  }
}

export const isMoving = (status: JobStatus): boolean => status === "queued" || status === "running";

/** How far it is: "1,204 of 2,046 · 38/s · 22 s left". `perSecond` 0 where it is not known. */
export function amountWords(
  { kind, status, progress: { done, total }, waitingForWorker }: Job,
  perSecond: number,
): string {
  if (waitingForWorker) return "No worker is running: it starts by itself when one does";
  // Of a file it is bytes that are counted.
  if (status === "done") return kind === "previews.build" || total <= 0 ? "" : countOf(total, "item");
  if (total <= 0) return status === "running" ? "Under way" : "";
  const amount = done >= total ? formatNumber(total) : `${formatNumber(done)} of ${formatNumber(total)}`;
  if (status !== "running" || perSecond < 0.5 || done >= total) return amount;
  const leftMs = ((total - done) / perSecond) * 1000;
  return `${amount} · ${formatNumber(perSecond)}/s · ${formatDuration(leftMs)} left`;
}

/** How long it ran, or runs; null before it began. */
export function tookWords({ startedAt, finishedAt }: Job): string | null {
  if (startedAt === null || finishedAt === null) return null;
  return formatDuration(Date.parse(finishedAt) - Date.parse(startedAt));
}
