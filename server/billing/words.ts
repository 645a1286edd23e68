import { z } from "zod";

export const Counter = z.object({
  scope: z.enum(["workspace", "member", "useCase", "automation"]),
  subject: z.string(),
  period: z.enum(["day", "month"]),
  limitMicros: z.number().nullable(),
});
export type Counter = z.infer<typeof Counter>;

const dollars = (micros: number): string => {
  const digits = micros > 0 && micros < 10_000 ? 4 : 2;
  return `$${(micros / 1_000_000).toFixed(digits)}`;
};

const useCaseWords: Record<string, string> = {
  chat: "answers",
  summarise: "summaries",
  extract: "extraction",
  classify: "sorting",
  embed: "embeddings",
};

/** "This workspace's budget for models": whose it is, in words. */
function budgetWords({ scope, subject }: Counter): string {
  switch (scope) {
    case "workspace":
      return "This workspace's budget for models";
    case "member":
      return "Your budget for models";
    case "useCase":
      return `The budget for ${useCaseWords[subject] ?? subject}`;
    case "automation":
      return "This automation's budget for models";
  }
}

/** Names the limit that refused a call, and when there is more. */
export const usedUpWords = (counter: Counter): string =>
  `${budgetWords(counter)}, ${dollars(counter.limitMicros ?? 0)} a ${counter.period}, does not leave enough for this. ${
    counter.period === "day" ? "It starts anew at midnight UTC" : "It starts anew with the next month (UTC)"
  }; an owner of the workspace sets it in Settings, Usage.`;

export const nearlyUsedWords = (counter: Counter, share: number): string =>
  `${budgetWords(counter)}, ${dollars(counter.limitMicros ?? 0)} a ${counter.period}, is ${Math.min(100, Math.floor(share * 100))} % used.`;
