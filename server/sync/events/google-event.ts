import { z } from "zod";

const Time = z.object({
  dateTime: z.iso.datetime({ offset: true }).optional(),
  date: z.iso.date().optional(),
  timeZone: z.string().max(100).optional(),
});
export type Time = z.infer<typeof Time>;

const Person = z.object({
  email: z.string().max(1_000).optional(),
  displayName: z.string().max(5_000).optional(),
  self: z.boolean().optional(),
});

const Attendee = Person.extend({
  responseStatus: z.string().optional(),
  resource: z.boolean().optional(),
});

/** What we read of an event of Google Calendar v3; whatever else it holds stays in raw_events. */
export const GoogleEvent = z.object({
  id: z.string().min(1).max(1_024),
  status: z.enum(["confirmed", "tentative", "cancelled"]).default("confirmed"),
  visibility: z.string().default("default"),
  eventType: z.string().default("default"),
  etag: z.string().max(1_000).default(""),
  iCalUID: z.string().max(5_000).optional(),
  sequence: z.int().default(0),
  updated: z.iso.datetime({ offset: true }).optional(),
  summary: z.string().default(""),
  description: z.string().default(""),
  location: z.string().default(""),
  hangoutLink: z.string().optional(),
  conferenceData: z
    .object({
      entryPoints: z.array(z.object({ entryPointType: z.string().optional(), uri: z.string().optional() })),
    })
    .optional()
    .catch(undefined),
  start: Time.optional(),
  end: Time.optional(),
  recurrence: z.array(z.string()).default([]),
  recurringEventId: z.string().max(1_024).optional(),
  originalStartTime: Time.optional(),
  creator: Person.optional(),
  organizer: Person.optional(),
  attendees: z.array(Attendee).default([]),
});
export type GoogleEvent = z.infer<typeof GoogleEvent>;
