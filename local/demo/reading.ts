import PostalMime, { type Email } from "postal-mime";
import { demoMailbox, type DemoMailbox } from "./index.ts";

export const dayMs = 86_400_000;
export const anchor = new Date("2026-11-18T10:30:00Z");
export const box: DemoMailbox = demoMailbox(anchor);

const parsed = new Map<string, Email>();
for (const message of box.messages) parsed.set(message.id, await PostalMime.parse(message.raw));

/** The message as a mail program reads it. */
export function emailOf(id: string): Email {
  const email = parsed.get(id);
  if (email === undefined) throw new Error(`Message ${id} was not parsed.`);
  return email;
}

export function header(email: Email, name: string): string | undefined {
  return email.headers.find((field) => field.key === name)?.value;
}

const belowMarks =
  /^(-----Original Message-----|-----Ursprungligt meddelande-----|-----Message d'origine-----|---------- Forwarded message|On .+ wrote:|Den .+ skrev .+:|Le .+ a écrit :|_{10,})$/m;

/** What the author wrote, without quotations, signature and the list's footer. */
export function ownWords(email: Email): string {
  const [above = ""] = signedWords(email).split(/^-- ?$/m);
  return above;
}

/** As ownWords, the signature included. */
export function signedWords(email: Email): string {
  const text = email.text ?? "";
  const cut = text.search(belowMarks);
  return cut < 0 ? text : text.slice(0, cut);
}

export const conversations = Map.groupBy(box.messages, (message) => message.threadKey);
