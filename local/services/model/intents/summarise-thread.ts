import { formatDate } from "#lib/format/time.ts";

import { asRecord, type Conversation, itemsOf, lastCall, textField } from "../conversation.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { failureOf } from "../lookup.ts";
import { firstSentence, linkToThread, senderOf } from "../mail.ts";
import { notSeen, recordMeant } from "../meant.ts";

/** As the inbox asks: by the address of the conversation. */
const threadIdIn = /(?<=\/inbox\/)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/;

export const summariseThread: Intent = {
  name: "summarise a thread",
  examples: [
    { question: "Summarise the thread about the budget", calls: ["interactions_search", "threads_get"] },
    { question: "Sum up the conversation on the budget", calls: ["interactions_search", "threads_get"] },
    { question: "Summarise the mails about the budget", calls: ["interactions_search", "threads_get"] },
    {
      question: "What happened in the mails about the budget?",
      calls: ["interactions_search", "threads_get"],
    },
    { question: "Summarise this conversation", calls: ["threads_get"], page: "thread" },
  ],
  patterns: [
    /^(?:please )?(?:summari[sz]e|sum up|recap)(?: for me)?(?: the| my| our)?(?: mails?| e-?mails?| thread| conversation| discussion)*(?: about| on| regarding| with| from)? (?<what>.+)$/i,
    /^what happened (?:in|with)(?: the| my| our)?(?: mails?| e-?mails?| thread| conversation| discussion)*(?: about| on| regarding| with)? (?<what>.+)$/i,
    /^(?:give me )?(?:a )?(?:summary|recap) of(?: the| my| our)?(?: mails?| thread| conversation)*(?: about| on| with)? (?<what>.+)$/i,
  ],
  next(conversation, { what = "" }: Found): Move {
    const meant = recordMeant(conversation, what, ["thread"]);
    if (meant === "unseen") return say(notSeen);
    const named = meant?.id ?? threadIdIn.exec(what)?.[0];
    if (named) {
      const read = lastCall(conversation, "threads_get");
      if (!read) return call("threads_get", { id: named });
      return say(
        failureOf(read.result) ?? summary(conversation, named, textField(asRecord(read.result), "subject")),
      );
    }
    const text = what.replace(/^(?:the|my|our) /i, "");
    const found = lastCall(conversation, "interactions_search");
    if (!found) return call("interactions_search", { text, limit: 20 });
    const failed = failureOf(found.result);
    if (failed) return say(failed);
    const [fullest, ...others] = conversationsOf(itemsOf(found.result));
    if (!fullest) return say(`I found no mail about "${text}".`);
    const read = lastCall(conversation, "threads_get");
    const { id, subject } = fullest;
    if (!read) return call("threads_get", { id });
    return say(failureOf(read.result) ?? summary(conversation, id, subject) + alsoFound(others));
  },
};

interface FoundConversation {
  readonly id: string;
  readonly subject: string;
  readonly mails: number;
}

/** The conversations of the mails that were found, the one with most of them first. */
function conversationsOf(mails: readonly Record<string, unknown>[]): FoundConversation[] {
  const found = new Map<string, FoundConversation>();
  for (const mail of mails) {
    const id = textField(mail, "threadId");
    const known = found.get(id);
    const subject = known?.subject || textField(mail, "subject");
    found.set(id, { id, subject, mails: (known?.mails ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.mails - a.mails);
}

const namedMax = 5;

function alsoFound(others: readonly FoundConversation[]): string {
  if (others.length === 0) return "";
  const links = others
    .slice(0, namedMax)
    .map(({ id, subject }) => linkToThread(id, subject || "(no subject)"));
  const rest = others.length - links.length;
  return `\n\nI also found ${links.join(", ")}${rest > 0 ? ` and ${String(rest)} more` : ""}.`;
}

function summary(conversation: Conversation, threadId: string, subject: string): string {
  const mails = itemsOf(lastCall(conversation, "threads_get")?.result);
  const lines = mails.map((mail) => {
    const text = firstSentence(textField(mail, "body") || textField(mail, "snippet"));
    return `- ${formatDate(textField(mail, "occurredAt"), conversation.timeZone)} **${senderOf(mail)}**: ${text}`;
  });
  const count = mails.length === 1 ? "One mail" : `${String(mails.length)} mails`;
  return `${count} in ${linkToThread(threadId, subject || "this thread")}:\n\n${lines.join("\n")}`;
}
