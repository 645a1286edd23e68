import { formatNumber } from "#lib/format/number.ts";
import type { JobLogEntry } from "#lib/schemas/job-log.ts";

/** A line of the log, in words; when it goes on stands beside. `isBytes`: the progress counts bytes of a file. */
export function logWords({ event, attempt, message, progress }: JobLogEntry, isBytes: boolean): string {
  switch (event) {
    case "asked":
      return "Asked for";
    case "started":
      return attempt > 1 ? `Began, attempt ${attempt}` : "Began";
    case "takenOver":
      return "Its worker went away; another one went on from its last step";
    case "progress": {
      const { done, total } = progress;
      const share = `${formatNumber(Math.floor((done / Math.max(total, 1)) * 100))} %`;
      return isBytes ? share : `${share}: ${formatNumber(done)} of ${formatNumber(total)}`;
    }
    case "waits":
      return message ?? "Waits";
    case "retry":
      return `Attempt ${attempt} came to nothing: ${message ?? "what went wrong is not known"}`;
    case "paused":
      return `Waits for you: ${message ?? "look at the Sync page"}`;
    case "resumed":
      return "Told to go on";
    case "stopAsked":
      return "Asked to stop after the step it was in";
    case "done":
      return "Done";
    case "failed":
      return `Failed: ${message ?? "what went wrong is not known"}`;
    case "cancelled":
      return "Stopped";
    case "askedAgain":
      return "Asked for again";
  }
}
