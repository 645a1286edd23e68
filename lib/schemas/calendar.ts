import { z } from "zod";

import { Id, IdInput, Instant, line, page, PageInput, ShownLine, text } from "./common.ts";
import { EmailAddress } from "./contacts.ts";
import { EffectCalledBack, EffectStarted } from "./effects.ts";
import { TimeZone } from "./profile.ts";

const spanMaxDays = 100;

export const ListEventsInput = PageInput.extend({
  /** Events that take place in [from, to), at most a hundred days. */
  from: Instant,
  to: Instant,
}).refine(
  ({ from, to }) => {
    const span = Date.parse(to) - Date.parse(from);
    return span > 0 && span <= spanMaxDays * 86_400_000;
  },
  { path: ["to"], message: `Choose an end after the start, at most ${spanMaxDays} days later.` },
);

export const EventResponse = z.enum(["accepted", "declined", "tentative", "waiting"]);
export type EventResponse = z.infer<typeof EventResponse>;

export const EventPerson = z.object({
  contactId: Id.nullable(),
  address: z.string(),
  name: ShownLine.nullable(),
  role: z.enum(["organizer", "attendee"]),
  response: EventResponse.nullable(),
});
export type EventPerson = z.infer<typeof EventPerson>;

/** One occurrence: of a series there are many with the same id. */
export const EventOccurrence = z.object({
  id: Id,
  startAt: Instant,
  endAt: Instant,
  /** YYYY-MM-DD for a whole day, end exclusive; null for a time. */
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  timeZone: z.string(),
  /** Null where its owner does not share it. */
  title: ShownLine.nullable(),
  location: ShownLine.nullable(),
  conferenceUrl: z.string().nullable(),
  status: z.enum(["confirmed", "tentative", "cancelled"]),
  /** The owner's own answer. */
  response: EventResponse.nullable(),
  recurs: z.boolean(),
  interactionId: Id,
  threadId: Id,
  people: z.array(EventPerson),
});
export type EventOccurrence = z.infer<typeof EventOccurrence>;
export const EventPage = page(EventOccurrence);

export const GetEventInput = IdInput;

export const CalendarEvent = EventOccurrence.extend({
  connectionId: Id,
  description: z.string().nullable(),
  /** RRULE, RDATE and EXDATE lines; empty for a single event. */
  recurrence: z.array(z.string()),
  /** The next occurrences of a series, at most ten. */
  next: z.array(Instant),
  /** Why you cannot move it or call it off, and what to do instead; null where you can. */
  fixed: z.string().nullable(),
});
export type CalendarEvent = z.infer<typeof CalendarEvent>;

const guestsMax = 50;
const minutesMax = 24 * 60;

export const CreateEventInput = z
  .strictObject({
    title: line(200),
    startAt: Instant,
    /** Instead of it: minutes. */
    endAt: Instant.optional(),
    minutes: z.int().min(5).max(minutesMax).optional(),
    /** Invited by the first address of each. */
    contactIds: z.array(Id).max(guestsMax).optional(),
    /** Invited besides. */
    addresses: z.array(EmailAddress).max(guestsMax).optional(),
    location: line(300).optional(),
    description: text(8_000).optional(),
    /** Whose calendar; the caller's only Google account where it is left out. */
    connectionId: Id.optional(),
  })
  .refine(({ startAt, endAt }) => endAt === undefined || Date.parse(endAt) > Date.parse(startAt), {
    path: ["endAt"],
    message: "Choose an end after the start.",
  })
  .refine(({ endAt, minutes }) => (endAt === undefined) !== (minutes === undefined), {
    path: ["minutes"],
    message: "Say when it ends, or how many minutes it takes.",
  });
export type CreateEventInput = z.input<typeof CreateEventInput>;

/** Of an event, or the effectId that events.create answered. */
export const DeleteEventInput = z.strictObject({
  id: Id,
  /** Of a series: when the occurrence that is meant begins. */
  occurrenceAt: Instant.optional(),
  /** All of a series. */
  wholeSeries: z.boolean().optional(),
});
export type DeleteEventInput = z.input<typeof DeleteEventInput>;

export const EventCalledOff = EffectCalledBack.extend({
  /** What calls it off at Google; null where it was not there yet. */
  effectId: Id.nullable(),
  jobId: Id.nullable(),
  /** Takes it back; null where that is not possible. */
  changeSetId: Id.nullable(),
});

export const MoveEventInput = z
  .strictObject({
    id: Id,
    /** Of a series: when the occurrence that is meant begins. */
    occurrenceAt: Instant.optional(),
    startAt: Instant,
    /** It lasts as long as before where both are left out. */
    endAt: Instant.optional(),
    minutes: z.int().min(5).max(minutesMax).optional(),
  })
  .refine(({ startAt, endAt }) => endAt === undefined || Date.parse(endAt) > Date.parse(startAt), {
    path: ["endAt"],
    message: "Choose an end after the start.",
  });
export type MoveEventInput = z.input<typeof MoveEventInput>;

export const InviteInput = z
  .strictObject({
    id: Id,
    /** Invited by the first address of each. */
    contactIds: z.array(Id).max(guestsMax).optional(),
    addresses: z.array(EmailAddress).max(guestsMax).optional(),
  })
  .refine(({ contactIds = [], addresses = [] }) => contactIds.length + addresses.length > 0, {
    path: ["addresses"],
    message: "Say who is invited.",
  });

/** With the change set that takes it back. */
export const EventChangeStarted = EffectStarted.extend({ changeSetId: Id.nullable() });

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time like 09:30.");
const freeSpanMaxDays = 31;

export const FreeTimesInput = z
  .strictObject({
    from: Instant,
    to: Instant,
    minutes: z.coerce
      .number()
      .int()
      .min(5)
      .max(8 * 60),
    /** Who is to be free as well. */
    contactIds: z.array(Id).max(guestsMax).optional(),
    addresses: z.array(EmailAddress).max(guestsMax).optional(),
    /** Working hours by the clocks of the time zone, which is the caller's own where it is left out. */
    workStart: clock.default("09:00"),
    workEnd: clock.default("17:00"),
    timeZone: TimeZone.optional(),
    weekends: z.boolean().default(false),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  })
  .refine(
    ({ from, to }) => {
      const span = Date.parse(to) - Date.parse(from);
      return span > 0 && span <= freeSpanMaxDays * 86_400_000;
    },
    { path: ["to"], message: `Choose an end after the start, at most ${freeSpanMaxDays} days later.` },
  )
  .refine(({ workStart, workEnd }) => workStart < workEnd, {
    path: ["workEnd"],
    message: "The working day ends after it begins.",
  });

export const FreeTimes = z.object({
  timeZone: z.string(),
  items: z.array(z.object({ startAt: Instant, endAt: Instant })),
  /** Whose calendar was looked at; of the others nothing is known but what you have in common. */
  people: z.array(z.object({ address: z.string(), known: z.boolean() })),
});
export type FreeTimes = z.infer<typeof FreeTimes>;
