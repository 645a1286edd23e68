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

/** By time zone: making one takes longer than all else that is done for a prompt. */
const formats = new Map<string, Intl.DateTimeFormat>();

function localDate(timeZone: string, now: Date): [string, string] {
  try {
    return [timeZone, formatIn(timeZone).format(now)];
  } catch {
    return ["UTC", formatIn("UTC").format(now)];
  }
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const options = { weekday: "long", year: "numeric", month: "long", day: "numeric" } as const;
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  formats.set(timeZone, known);
  return known;
}
