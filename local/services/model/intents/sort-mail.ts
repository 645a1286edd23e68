import { type Conversation, itemsOf, lastCall, textField } from "../conversation.ts";
import { call, type Found, type Intent, type Move, propose, say } from "../intent.ts";
import { failureOf, linkTo, lookUp, nobody } from "../lookup.ts";
import { linkToThread } from "../mail.ts";
import { outcomeOf } from "../outcome.ts";

interface Sorting {
  tool: "mail_archive" | "mail_label";
  input: Record<string, unknown>;
  what: (thread: string) => string;
}

/** The newest conversation with somebody, sorted in their Gmail. */
function sort(conversation: Conversation, who: string, { tool, input, what }: Sorting): Move {
  const looked = lookUp(conversation, who, ["contact"]);
  if ("ask" in looked) return looked.ask;
  const [person] = looked.hits;
  if (!person) return say(looked.failed ?? nobody(who));
  const mails = lastCall(conversation, "interactions_search");
  if (!mails) return call("interactions_search", { contactId: person.id, kind: "email", limit: 1 });
  const [last] = itemsOf(mails.result);
  if (!last) return say(failureOf(mails.result) ?? `I found no mail with ${linkTo(person)}.`);
  const threadId = textField(last, "threadId");
  const made = lastCall(conversation, tool);
  const sorting = what(linkToThread(threadId, textField(last, "subject") || "it"));
  if (!made) return propose(tool, { threadId, ...input }, sorting);
  return say(outcomeOf(made.result, sorting));
}

const archiveCalls = ["search_query", "interactions_search", "mail_archive"];
const labelCalls = ["search_query", "interactions_search", "mail_label"];
const mails = "(?:mails?|e-?mails?|conversation|thread)";

export const archiveMail: Intent = {
  name: "archive a conversation",
  examples: [
    { question: "Archive the mail from Ada Byron", calls: archiveCalls },
    { question: "Archive my conversation with Ada Byron", calls: archiveCalls },
    { question: "Take the mails of Ada Byron out of my inbox", calls: archiveCalls },
  ],
  patterns: [
    new RegExp(`^(?:please )?archive (?:the |my |that )?${mails} (?:from|of|with|by) (?<who>.+)$`, "i"),
    new RegExp(
      `^(?:please )?(?:take|move|get) (?:the |my )?${mails} (?:from|of|with|by) (?<who>.+?) out of (?:my|the) inbox$`,
      "i",
    ),
  ],
  next: (conversation, { who = "" }: Found) =>
    sort(conversation, who, {
      tool: "mail_archive",
      input: {},
      what: (thread) => `Archiving ${thread}`,
    }),
};

export const labelMail: Intent = {
  name: "label a conversation",
  examples: [
    { question: "Label the mail from Ada Byron as Budget", calls: labelCalls },
    { question: "Put the label Budget on the mail from Ada Byron", calls: labelCalls },
    { question: "Mark my conversation with Ada Byron with the label Budget", calls: labelCalls },
  ],
  patterns: [
    new RegExp(
      `^(?:please )?label (?:the |my )?${mails} (?:from|of|with|by) (?<who>.+?) (?:as|with) (?<label>.+)$`,
      "i",
    ),
    new RegExp(
      `^(?:please )?(?:put|add) (?:the |a )?label (?<label>.+?) (?:on|to) (?:the |my )?${mails} (?:from|of|with|by) (?<who>.+)$`,
      "i",
    ),
    new RegExp(
      `^(?:please )?mark (?:the |my )?${mails} (?:from|of|with|by) (?<who>.+?) with (?:the |a )?label (?<label>.+)$`,
      "i",
    ),
  ],
  next: (conversation, { who = "", label = "" }: Found) =>
    sort(conversation, who, {
      tool: "mail_label",
      input: { add: [label] },
      what: (thread) => `The label "${label}" on ${thread}`,
    }),
};
