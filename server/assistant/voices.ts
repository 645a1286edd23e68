import type { VoiceSource } from "#lib/schemas/proposals.ts";
import { Id } from "#lib/schemas/common.ts";
import { Voice } from "#lib/schemas/mail.ts";
import type { Somebody } from "#server/mail/index.ts";

/** Calls that write in the person's name. */
const written = new Set(["mail.send", "drafts.create"]);

interface Voices {
  note: (operation: string, output: unknown) => void;
  for: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
    addressesOf: AddressesOf,
  ) => Promise<VoiceSource[]>;
}

/** As a model was told it, without what is not there. */
const unnamed = { contactId: null, interactionId: null, address: null };
const fieldsOf = (output: unknown): object => (output !== null && typeof output === "object" ? output : {});

/** The addresses of each, in their order. */
export type AddressesOf = (somebodies: readonly Somebody[]) => Promise<ReadonlySet<string>[]>;

/**
 * Which mails of the person's own the model was handed as examples, by the executor's account and not by the model's:
 * for whom a mail is tells which of them count.
 */
export function newVoices(): Voices {
  const read: Voice[] = [];
  return {
    note(operation, output) {
      const voice = operation === "mail.voice" ? Voice.safeParse({ ...unnamed, ...fieldsOf(output) }) : null;
      if (voice?.success) read.push(voice.data);
    },
    async for(operation, { contactId, to, inReplyToInteractionId }, addressesOf) {
      if (!written.has(operation) || read.length === 0) return [];
      const recipients: Somebody[] = [
        ...idIn(contactId).map((id) => ({ contactId: id })),
        ...idIn(inReplyToInteractionId).map((id) => ({ interactionId: id })),
        ...(Array.isArray(to) ? to : []).flatMap((one) =>
          typeof one === "string" ? [{ address: one }] : [],
        ),
      ];
      const asked = read.map(({ contactId: contact, interactionId, address }) => ({
        contactId: contact ?? undefined,
        interactionId: interactionId ?? undefined,
        address: address ?? undefined,
      }));
      // The mails may have been asked for by an address, and the letter be for the contact who has it.
      const addresses = await addressesOf([...recipients, ...asked]);
      const named = new Set(addresses.slice(0, recipients.length).flatMap((some) => [...some]));
      const voice = read.findLast((_, index) =>
        [...(addresses[recipients.length + index] ?? [])].some((one) => named.has(one)),
      );
      return (voice?.items ?? []).map(({ id, occurredAt }) => ({ interactionId: id, occurredAt }));
    },
  };
}

const idIn = (value: unknown): string[] => {
  const id = Id.safeParse(value);
  return id.success ? [id.data] : [];
};
