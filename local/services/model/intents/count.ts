import { answerIn, asRecord, lastCall } from "../conversation.ts";
import { call, type Found, type Intent, type Move, say } from "../intent.ts";
import { failureOf } from "../lookup.ts";

const pageSize = 200;
const tools: Readonly<Record<string, string>> = {
  contact: "contacts_list",
  company: "companies_list",
  task: "tasks_list",
  tag: "tags_list",
  note: "notes_list",
};

/** Those that count by themselves; of the others what stands on a page is counted. */
const counted = new Set(["contacts_list", "companies_list"]);

export const count: Intent = {
  name: "count",
  examples: [
    { question: "How many contacts do I have?", calls: ["contacts_list"] },
    { question: "Count my contacts", calls: ["contacts_list"] },
    { question: "What is the number of contacts?", calls: ["contacts_list"] },
  ],
  patterns: [
    /^how many (?:open )?(?<what>contacts|people|companies|tasks|tags)\b/i,
    /^count (?:all |the |my |our )*(?:open )?(?<what>contacts|people|companies|tasks|tags)\b/i,
    /^what(?:'s| is) the number of (?:my |our )?(?:open )?(?<what>contacts|people|companies|tasks|tags)\b/i,
  ],
  next(conversation, { what = "" }: Found): Move {
    const one = singular(what);
    const tool = tools[one] ?? "contacts_list";
    const listed = lastCall(conversation, tool);
    if (!listed) return call(tool, counted.has(tool) ? { limit: 1, count: "true" } : { limit: pageSize });
    const failed = failureOf(listed.result);
    if (failed) return say(failed);
    const answer = answerIn(listed.result);
    const { value = countOf(answer), isCapped = typeof answer["nextCursor"] === "string" } = asRecord(
      answer["count"],
    );
    const found = Number(value);
    const goesOn = isCapped === true;
    const open = one === "task" ? "open " : "";
    const noun = found === 1 && !goesOn ? one : what.toLowerCase();
    return say(`You have ${goesOn ? "more than " : ""}${String(found)} ${open}${noun}.`);
  },
};

/** What is shown, and what the tool says it left out to keep its answer short. */
function countOf({ items }: Record<string, unknown>): number {
  if (!Array.isArray(items)) return 0;
  const leftOut = asRecord(items.at(-1))["leftOut"];
  return typeof leftOut === "number" ? items.length - 1 + leftOut : items.length;
}

function singular(what: string): string {
  const word = what.toLowerCase();
  if (word === "people") return "contact";
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
