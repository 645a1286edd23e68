import { answerPrompt } from "./prompts/answer.ts";
import { versionOf } from "./prompts/prompt.ts";

/** Stands on answers, calls and changes, so that each can be traced to the words it came from. */
export const promptVersion = versionOf(answerPrompt);

interface Person {
  displayName: string;
  timeZone: string;
}

/** What the model is told before the conversation; what changes stands last, so that the beginning stays cached. */
export function instructionsFor({ displayName, timeZone }: Person, now: Date): string {
  const [zone, date] = localDate(timeZone, now);
  const name = displayName
    .replaceAll(/[\s\p{C}]+/gu, " ")
    .trim()
    .slice(0, 100);
  return `${answerPrompt.text}\n\nThe person\n- ${name === "" ? "Has not given a name." : `Name: ${name}`}\n- Time zone: ${zone}. Today is ${date}.`;
}

function localDate(timeZone: string, now: Date): [string, string] {
  const options = { weekday: "long", year: "numeric", month: "long", day: "numeric" } as const;
  try {
    return [timeZone, new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(now)];
  } catch {
    return ["UTC", new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(now)];
  }
}
