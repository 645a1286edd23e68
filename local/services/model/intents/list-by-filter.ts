import { goesOn, itemsOf, lastCall, textField } from "../conversation.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { failureOf, linkTo, lookUpAll } from "../lookup.ts";

export const listByFilter: Intent = {
  name: "list by filter",
  examples: [
    { question: "List everyone at Analytical", calls: ["search_query", "contacts_list"] },
    { question: "Which people work at Analytical?", calls: ["search_query", "contacts_list"] },
    { question: "Show me all contacts from Analytical", calls: ["search_query", "contacts_list"] },
  ],
  patterns: [
    /^(?:list|show(?: me)?|give me)(?: all)?(?: the| my)? ?(?:people|persons?|contacts|everyone|everybody)(?: who work)? (?:at|of|from|in|with) (?<company>.+)$/i,
    /^(?:which|what) (?:people|persons?|contacts)(?: do i know| do we know)?(?: work| are)? (?:at|for|from|of) (?<company>.+)$/i,
    /^who (?:works|work|do i know|do we know)(?: is)? (?:at|for|from) (?<company>.+)$/i,
  ],
  next(conversation, { company = "" }: Found): Move {
    const looked = lookUpAll(conversation, company, ["company"]);
    if ("ask" in looked) return looked.ask;
    const [hit] = looked.hits;
    if (!hit) return say(looked.failed ?? `I found no company called "${company}".`);
    const listed = lastCall(conversation, "contacts_list");
    if (!listed) return call("contacts_list", { companyId: hit.id, limit: 50 });
    const failed = failureOf(listed.result);
    if (failed) return say(failed);
    const people = itemsOf(listed.result);
    if (people.length === 0) return say(`You have no contact at ${linkTo(hit)} yet.`);
    const lines = people.map((person) => {
      const name = linkTo({
        kind: "contact",
        id: textField(person, "id"),
        title: textField(person, "displayName"),
      });
      const email = textField(person, "primaryEmail");
      return `- ${name}${email ? `, ${email}` : ""}`;
    });
    const count = `${goesOn(listed.result) ? "At least " : ""}${String(people.length)}`;
    return say(
      `${count === "1" ? "One person" : `${count} people`} at ${linkTo(hit)}:\n\n${lines.join("\n")}`,
    );
  },
};
