export type DemoLabel =
  | "INBOX"
  | "SENT"
  | "UNREAD"
  | "STARRED"
  | "IMPORTANT"
  | "CATEGORY_PERSONAL"
  | "CATEGORY_PROMOTIONS"
  | "CATEGORY_UPDATES"
  | "CATEGORY_FORUMS";

export type DemoMessage = {
  /** Sixteen hex digits, as Gmail's; unique in the mailbox. */
  id: string;
  /** Equal for every message of one conversation. */
  threadKey: string;
  labelIds: DemoLabel[];
  at: Date;
  /** The whole message, RFC 822 with CRLF line ends, ASCII only. */
  raw: string;
};

/** Either a moment with its zone or, for whole days, a date ("2026-03-01", the end exclusive). */
export type DemoEventTime = { dateTime: string; timeZone: string } | { date: string };

export type DemoAttendee = {
  email: string;
  displayName?: string;
  responseStatus: "needsAction" | "declined" | "tentative" | "accepted";
  organizer?: boolean;
  self?: boolean;
  optional?: boolean;
  resource?: boolean;
};

/** One event in the JSON form of Google Calendar v3. */
export type DemoEvent = {
  kind: "calendar#event";
  id: string;
  iCalUID: string;
  status: "confirmed" | "tentative" | "cancelled";
  created: string;
  updated: string;
  summary: string;
  description?: string;
  location?: string;
  hangoutLink?: string;
  creator: { email: string; displayName?: string; self?: boolean };
  organizer: { email: string; displayName?: string; self?: boolean };
  start: DemoEventTime;
  end: DemoEventTime;
  attendees?: DemoAttendee[];
  recurrence?: string[];
  recurringEventId?: string;
  originalStartTime?: DemoEventTime;
  sequence: number;
  eventType: "default";
  visibility?: "private";
  transparency?: "transparent";
};

/** A calendar beside the owner's first one. */
export type DemoCalendar = {
  id: string;
  summary: string;
  timeZone: string;
  /** What the owner of the mailbox may do there. */
  role: "owner" | "reader" | "freeBusyReader";
  events: DemoEvent[];
};

export type DemoMailbox = {
  account: { email: string; name: string };
  /** Further addresses that the owner sends from. */
  aliases: string[];
  /** Oldest first. */
  messages: DemoMessage[];
  /** By start; series before their exceptions. */
  events: DemoEvent[];
  /** Further ones in the owner's list. */
  calendars: DemoCalendar[];
};
