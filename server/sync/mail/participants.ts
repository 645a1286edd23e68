import type { Address, HeaderMessage, Participant, ParticipantRole } from "./types.ts";

/** Everyone a message names, in the order of its headers; an address once per role. */
export function participantsOf(
  message: Pick<HeaderMessage, "from" | "sender" | "replyTo" | "to" | "cc" | "bcc">,
): Participant[] {
  const inRole = (role: ParticipantRole, addresses: readonly (Address | null)[]): Participant[] =>
    addresses.flatMap((one) => (one === null ? [] : [{ address: one.address, name: one.name, role }]));
  return [
    ...inRole("from", [message.from]),
    ...inRole("sender", [message.sender]),
    ...inRole("reply_to", message.replyTo),
    ...inRole("to", message.to),
    ...inRole("cc", message.cc),
    ...inRole("bcc", message.bcc),
  ];
}
