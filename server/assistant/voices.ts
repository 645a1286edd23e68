import type { VoiceSource } from "#lib/schemas/proposals.ts";
import { Voice } from "#lib/schemas/mail.ts";

/** Calls that write in the person's name. */
const written = new Set(["mail.send", "drafts.create"]);

interface Voices {
  note: (operation: string, output: unknown) => void;
  for: (operation: string, input: Readonly<Record<string, unknown>>) => VoiceSource[];
}

/**
 * Which mails of the person's own the model was handed as examples, by the executor's account and not by the model's:
 * for whom a mail is tells which of them count.
 */
export function newVoices(): Voices {
  const read: Voice[] = [];
  return {
    note(operation, output) {
      const voice = operation === "mail.voice" ? Voice.safeParse(output) : null;
      if (voice?.success) read.push(voice.data);
    },
    for(operation, { contactId, to, inReplyToInteractionId }) {
      if (!written.has(operation)) return [];
      const named = new Set([contactId, inReplyToInteractionId, ...(Array.isArray(to) ? to : [])]);
      const voice = read.findLast((one) =>
        [one.contactId, one.interactionId, one.address].some((whose) => whose !== null && named.has(whose)),
      );
      return (voice?.items ?? []).map(({ id, occurredAt }) => ({ interactionId: id, occurredAt }));
    },
  };
}
