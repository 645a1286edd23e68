import { z } from "zod";

import { Audience } from "./common.ts";
import { Domain } from "./companies.ts";
import { EmailAddress } from "./contacts.ts";

/** Why something stays out by choice: of the controls, or of what was unticked. */
export const ChoiceCode = z.enum([
  "out_of_range",
  "label_not_chosen",
  "excluded",
  "not_written_to",
  "kind_not_ticked",
  "label_not_ticked",
  "sender_not_ticked",
  "declined",
  "private_event",
  "all_day",
]);
export type ChoiceCode = z.infer<typeof ChoiceCode>;

/** A label as its source names it: Gmail's id of it, or its name in a file. */
const Label = z.string().trim().min(1).max(250);
const Labels = z.array(Label).max(100, "At most 100 labels.");

/** "bert@bridges.example", or "bridges.example" for everybody there. */
export const ExcludedSender = z
  .string()
  .trim()
  .max(254, "At most 254 characters.")
  .transform((value) => value.replace(/^(?:\*\.|\*?@)/, ""))
  .transform((value, check) => {
    const parsed = (value.includes("@") ? EmailAddress : Domain).safeParse(value);
    if (parsed.success) return parsed.data;
    check.addIssue({
      code: "custom",
      message: `"${value.slice(0, 60)}" is neither an e-mail address nor a domain like acme.com.`,
    });
    return z.NEVER;
  });

const marks: Record<string, string> = { ")": "(", "}": "{" };

/** What Gmail would read as something else than was meant. */
function isBalanced(query: string): boolean {
  const open: string[] = [];
  let isQuoted = false;
  for (const letter of query) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (letter === "(" || letter === "{") open.push(letter);
    else if (letter in marks && open.pop() !== marks[letter]) return false;
  }
  return !isQuoted && open.length === 0;
}

const GmailQuery = z
  .string()
  .trim()
  .max(500, "At most 500 characters.")
  .transform((value) => value.replaceAll(/[\u0000-\u001f\s]+/g, " ").toWellFormed())
  .refine(isBalanced, "A quote or bracket is not closed. Close it, or take it out.");

/** As Google calls it, or "primary" for the account's own. */
export const CalendarId = z.string().trim().min(1).max(1_024);

/** Which meetings come in beside the others. */
const CalendarControls = z.object({
  /** What the owner declined. */
  declined: z.boolean().default(true),
  /** What is marked private or confidential. */
  private: z.boolean().default(true),
  allDay: z.boolean().default(true),
});
const everyMeeting = { declined: true, private: true, allDay: true };

const controls = {
  /** Only mail with one of these; any where there is none. */
  labelsIn: Labels.default([]),
  labelsOut: Labels.default([]),
  /** First and last day, in UTC. */
  from: z.iso.date("Not a day. Write it like 2026-01-31.").nullable().default(null),
  until: z.iso.date("Not a day. Write it like 2026-01-31.").nullable().default(null),
  /** As one types it into Gmail's search. */
  query: GmailQuery.default(""),
  /** Mail from people whom the owner has written to, and what the owner wrote. */
  onlyWroteTo: z.boolean().default(false),
  excluded: z.array(ExcludedSender).max(500, "At most 500 addresses and domains.").default([]),
  calendar: CalendarControls.default(everyMeeting),
  /** Of an account's calendars, by id: its own, called "primary", where none is named. */
  calendars: z.array(CalendarId).max(50, "At most 50 calendars.").default([]),
  /** Of those that are followed, which the approval stops following; what came from them stays. */
  stopCalendars: z.array(CalendarId).max(50, "At most 50 calendars.").default([]),
  /** What the workspace sees of it; as the connection is shared where nothing is said. */
  audience: Audience.optional(),
};

/** What a preview covers; another choice needs another preview. */
export const SyncControlsInput = z
  .strictObject(controls)
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    path: ["until"],
    message: "The range ends before it begins.",
  });
export type SyncControlsInput = z.input<typeof SyncControlsInput>;

/** As they are stored with a preview and a standing rule. */
export const SyncControls = z.object({
  ...controls,
  query: z.string().default(""),
  excluded: z.array(z.string()).default([]),
  addresses: z.array(z.string()).default([]),
});
export type SyncControls = z.infer<typeof SyncControls>;

export const SenderKind = z.enum(["own", "person", "newsletter", "automated", "list"]);
export type SenderKind = z.infer<typeof SenderKind>;

const keys = (atMost: number) => z.array(z.string().min(1).max(998)).max(atMost).default([]);

/** What was unticked in a preview; all that it shows comes in where nothing is. */
export const PreviewSelection = z.object({
  /** Their mail stays out. */
  kinds: z.array(SenderKind).max(5).default([]),
  labels: keys(500),
  senders: keys(5_000),
  /** They become no contacts, their mail comes in all the same. */
  people: keys(5_000),
  /** Nobody with an address there becomes a contact. */
  domains: keys(2_000),
  /** Become no companies. */
  companies: keys(2_000),
});
export type PreviewSelection = z.infer<typeof PreviewSelection>;
export const PreviewSelectionInput = z.strictObject(PreviewSelection.shape);
export type PreviewSelectionInput = z.input<typeof PreviewSelectionInput>;

export const nothingUnticked: PreviewSelection = PreviewSelection.parse({});
