import { asRecord, itemsOf, textField } from "./conversation.ts";

/** How the person greets and closes, by the newest of the mails that were read; usual words where there is none. */
export function letter(voice: unknown, first: string, says: string): string {
  const [newest] = itemsOf(asRecord(voice)["data"] ?? voice);
  const text = newest ? textField(newest, "text") : "";
  const greeting = /^(?:dear|hi|hello|hey|good morning)\b[^\n,.!]{0,40}/i.exec(text)?.[0] ?? `Hello ${first}`;
  const closing =
    /(?:^|[\n.!?] ?)((?:best|kind|warm|yours|cheers|regards|many thanks|see you)[^\n]{0,60})\s*$/i.exec(
      text,
    )?.[1] ?? "Best wishes";
  return [`${greeting},`, sentence(says), closing].join("\n\n");
}

function sentence(text: string): string {
  const said = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
