import { z } from "zod";

import type { Conversation } from "./conversation.ts";
import { isChoice } from "./message.ts";

const marker = "(From the app:";

const Report = z.object({
  outcome: z.enum(["done", "rejected", "failed", "takenBack"]),
  steps: z
    .array(z.object({ summary: z.string(), result: z.object({ state: z.string() }).nullish().catch(null) }))
    .min(1),
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
  if (!report) return "You decided, and I was told.";
  const { what, is, it } = summaryOf(report);
  switch (report.outcome) {
    case "done":
      return `${what} ${is} done. Undo takes ${it} back, above or under Activity.`;
    case "rejected":
      return `You turned down ${what}, so nothing was changed.`;
    case "takenBack":
      return `You took ${what} back before ${it} ${is === "is" ? "was" : "were"} done.`;
    case "failed":
      return `${what} could not be done: ${report.error ?? "something went wrong"}`;
  }
}

/** One by its name, several by their number: "4 of 5 changes". */
function summaryOf({ outcome, steps }: z.infer<typeof Report>) {
  const [first, ...others] = steps;
  if (others.length === 0) return { what: `"${first?.summary ?? ""}"`, is: "is", it: "it" };
  const done = steps.filter(({ result }) => result?.state === "done").length;
  const isPart = outcome === "done" && done < steps.length;
  const what = `${isPart ? `${String(done)} of ` : ""}${String(steps.length)} changes`;
  return { what, is: isPart && done === 1 ? "is" : "are", it: "them" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
