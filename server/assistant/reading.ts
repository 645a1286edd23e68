import type { AboutRef } from "#lib/schemas/chat.ts";
import type { Excerpt, VoiceSource } from "#lib/schemas/proposals.ts";
import type { StoredPart, ThreadSummary } from "#server/chat/index.ts";
import type { Operation } from "#server/core/index.ts";

import { excerptsFor } from "./excerpts.ts";
import { ownWords } from "./own-words.ts";
import { hasOutsideText, type OutsideText, outsideTexts } from "./outside.ts";
import type { MailText } from "./quotes.ts";
import { type Found, mailTextsIn, sourceNamed, sourcesIn } from "./sources.ts";
import { type AddressesOf, newVoices } from "./voices.ts";

/** What the model has read in a thread so far: kept by the executor, out of the model's reach. */
export interface Reading {
  /** Text from outside was read, now or earlier in the thread. Never goes back to false. */
  readonly tainted: boolean;
  /** Records that answers of tools or the person named, by their path in the app. */
  readonly sources: ReadonlyMap<string, Found>;
  /** What was read of the mails of a thread, by its path. */
  mailTexts: (href: string) => readonly MailText[];
  /** Takes note of what a read answered; true when it has text from outside. */
  note: (operation: string, output: unknown) => boolean;
  /** Takes note of what a summary stands for. Taint is the thread's: a summary neither brings nor clears it. */
  remember: (summary: Pick<ThreadSummary, "records" | "outside" | "text">) => void;
  /** Takes note of words from outside that are told in every conversation. */
  keepOutside: (bodies: readonly string[]) => void;
  /** Takes note of records that the person named: an answer may link them. */
  know: (records: readonly Pick<AboutRef, "kind" | "id">[]) => void;
  /** What may have led to a call with this input; nothing while nothing from outside was read. */
  excerptsFor: (operation: Operation, input: unknown) => Excerpt[];
  /** Mails of the person's own that were read for a mail like this; none for any other call. */
  voiceFor: (
    operation: Operation,
    input: Record<string, unknown>,
    addressesOf: AddressesOf,
  ) => Promise<VoiceSource[]>;
}

/** Enough to find the words that led to a call. */
const textsMax = 400;

/** `said`: what the person wrote in the conversation. */
export function newReading(
  tainted = false,
  said: readonly string[] = [],
  onOutside: (texts: readonly OutsideText[]) => void = () => undefined,
): Reading {
  const own = ownWords(said);
  const sources = new Map<string, Found>();
  const texts: OutsideText[] = [];
  const mails: [href: string, mail: MailText][] = [];
  const voices = newVoices();
  let isTainted = tainted;
  const keep = (read: readonly OutsideText[]) => {
    onOutside(read);
    texts.push(...read);
    texts.splice(0, texts.length - textsMax);
  };
  return {
    get tainted() {
      return isTainted;
    },
    sources,
    mailTexts: (href) => mails.flatMap(([of, mail]) => (of === href ? [mail] : [])),
    note(operation, output) {
      for (const source of sourcesIn(operation, output)) {
        if (!sources.get(source.href)?.label) sources.set(source.href, source);
      }
      mails.push(...mailTextsIn(operation, output));
      mails.splice(0, mails.length - textsMax);
      voices.note(operation, output);
      if (!hasOutsideText(operation, output)) return false;
      isTainted = true;
      keep(outsideTexts(operation, output));
      return true;
    },
    voiceFor: (operation, input, addressesOf) => voices.for(operation.definition.name, input, addressesOf),
    remember({ records, outside, text }) {
      for (const source of records) sources.set(source.href, source);
      // What a summary of outside words says is not ours either.
      if (isTainted) keep([...outside, { text, from: null, interactionId: null }]);
    },
    keepOutside(bodies) {
      if (bodies.length === 0) return;
      isTainted = true;
      keep(bodies.map((text) => ({ text, from: "Kept in mind", interactionId: null })));
    },
    know(records) {
      for (const source of records.map(sourceNamed)) {
        if (!sources.has(source.href)) sources.set(source.href, source);
      }
    },
    excerptsFor: (operation, input) => (isTainted ? excerptsFor({ operation, input, texts, own }) : []),
  };
}

/** Takes note of what stored messages are about, and of what the tools said. What a proposal was answered is ours. */
export function noteParts(reading: Reading, parts: readonly StoredPart[]): void {
  for (const part of parts) {
    if (part.type === "about") reading.know(part.items);
    if (part.type !== "tool" || !part.operation || part.proposal || part.state === "failed") continue;
    const output: unknown = part.output;
    const data = part.untrusted && output !== null && typeof output === "object" && "data" in output;
    reading.note(part.operation, data ? output.data : output);
  }
}
