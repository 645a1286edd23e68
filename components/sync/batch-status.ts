import type { Batch } from "#lib/schemas/batches.ts";

type Status = Batch["status"];

/** Whether work on it is waiting or under way. */
export const isMoving = (status: Status): boolean =>
  status === "queued" || status === "running" || status === "undoing";

/** The state of an import in a word or two. */
export function statusWords(status: Status): {
  words: string;
  tone: "neutral" | "accent" | "positive" | "danger";
} {
  switch (status) {
    case "queued":
      return { words: "Waiting", tone: "accent" };
    case "running":
      return { words: "Importing", tone: "accent" };
    case "paused":
      return { words: "Waiting for you", tone: "accent" };
    case "done":
      return { words: "Imported", tone: "positive" };
    case "failed":
      return { words: "Failed", tone: "danger" };
    case "cancelled":
      return { words: "Stopped", tone: "neutral" };
    case "undoing":
      return { words: "Taking back", tone: "accent" };
    case "undone":
      return { words: "Taken back", tone: "neutral" };
  }
}
