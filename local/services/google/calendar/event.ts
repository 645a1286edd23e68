import { z } from "zod";

const Moment = z.looseObject({
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullish(),
  dateTime: z
    .string()
    .refine((value) => !Number.isNaN(Date.parse(value)))
    .nullish(),
  timeZone: z.string().nullish(),
});
export type Moment = z.infer<typeof Moment>;

/** What is understood of an event; everything else is kept as it came. */
export const EventBody = z.looseObject({
  id: z
    .string()
    .regex(/^[a-v0-9]{5,1024}(_\d{8}(T\d{6}Z)?)?$/)
    .optional(),
  status: z.enum(["confirmed", "tentative", "cancelled"]).optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  start: Moment.optional(),
  end: Moment.optional(),
  recurrence: z.array(z.string()).optional(),
  recurringEventId: z.string().optional(),
  originalStartTime: Moment.optional(),
  iCalUID: z.string().optional(),
  created: z.string().optional(),
  updated: z.string().optional(),
  sequence: z.int().optional(),
  organizer: z.looseObject({ email: z.string().optional() }).optional(),
  attendees: z.array(z.looseObject({ email: z.string(), responseStatus: z.string().optional() })).optional(),
});
export type EventBody = z.infer<typeof EventBody>;

export interface StoredEvent extends EventBody {
  id: string;
  status: "confirmed" | "tentative" | "cancelled";
  etag: string;
  updated: string;
}

export const isAllDay = (moment: Moment | undefined): boolean => typeof moment?.date === "string";

/** Milliseconds since 1970; a day begins at midnight UTC. 0 where there is nothing. */
export function momentMs(moment: Moment | undefined): number {
  const value = moment?.dateTime ?? moment?.date;
  const ms = typeof value === "string" ? Date.parse(value) : 0;
  return Number.isNaN(ms) ? 0 : ms;
}

/** What remains visible of something deleted. */
export function tombstone({ etag, id, recurringEventId, originalStartTime }: StoredEvent): object {
  return {
    kind: "calendar#event",
    etag,
    id,
    status: "cancelled",
    ...(recurringEventId !== undefined && { recurringEventId, originalStartTime }),
  };
}

/** What somebody sees who may see when a person is busy, and no more. */
export function busy({ kind, id, status, etag, updated, start, end, recurrence }: StoredEvent): object {
  return { kind, id, status, etag, updated, start, end, recurrence, visibility: "private" };
}
