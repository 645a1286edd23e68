import type { Understood } from "#lib/schemas/whereabouts.ts";

import { normaliseAddress } from "../mail/index.ts";
import { normaliseMessageId } from "../mail/message-ids.ts";

const messageIdWords = /^(?:rfc822msgid:|message-id:)\s*/i;
const subjectWords = /^subject:\s*/i;
const named = /<([^<>\s]+@[^<>\s]+)>\s*$/;

/**
 * What somebody means who pastes this. "<x@y>" alone is a Message-ID, a name before it makes it an address; what has no
 * @ is a subject.
 */
export function understand(about: string, day: string | undefined): Understood {
  const on = { day: day ?? null };
  if (messageIdWords.test(about) || /^<[^<>\s]+>$/.test(about)) {
    const id = normaliseMessageId(about.replace(messageIdWords, ""));
    if (id !== null) return { kind: "message_id", value: id, ...on };
  }
  const address = normaliseAddress(named.exec(about)?.[1] ?? about);
  if (address !== null && !subjectWords.test(about)) return { kind: "address", value: address, ...on };
  return { kind: "subject", value: about.replace(subjectWords, "").trim() || about, ...on };
}
