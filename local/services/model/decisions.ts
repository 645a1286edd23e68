import { z } from "zod";

import type { Conversation } from "./conversation.ts";
import { isChoice } from "./message.ts";

const marker = "(From the app:";

const Report = z.object({
  outcome: z.enum(["done", "rejected", "failed", "takenBack"]),
  steps: z.array(z.object({ summary: z.string() })).min(1),
  error: z.string().optional(),
});

/** What to say where the newest messages are the app's reports on what the person decided; null where they are not. */
export function decisionsIn({ question, earlier }: Conversation): string | null {
  if (!question.startsWith(marker)) return null;
  const reports = [question];
  for (const before of earlier.toReversed()) {
    if (!before.startsWith(marker) || isChoice(before)) break;
    reports.unshift(before);
  }
  return reports.map(sentenceOn).join("\n\n");
}

function sentenceOn(message: string): string {
  const report = Report.safeParse(parsed(message.slice(message.indexOf("\n") + 1))).data;
  const what = report?.steps[0]?.summary;
  if (!report || !what) return "You decided, and I was told.";
  switch (report.outcome) {
    case "done":
      return `"${what}" is done. You can take it back under Activity.`;
    case "rejected":
      return `You turned down "${what}", so nothing was changed.`;
    case "takenBack":
      return `You took "${what}" back before it was done.`;
    case "failed":
      return `"${what}" could not be done: ${report.error ?? "something went wrong"}`;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
