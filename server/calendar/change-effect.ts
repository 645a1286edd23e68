import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { askForSync, googleAccess } from "#server/connections/index.ts";
import type { EffectCall, EffectDriver, EffectResponse } from "#server/effects/index.ts";
import { calendarChanger, type EventAtGoogle } from "#server/google/index.ts";

/** What a worker needs to change an event that stands at Google. */
export const ChangeRequest = z.object({
  connectionId: z.uuid(),
  calendarId: z.string(),
  eventId: z.string(),
  /** As it was when a person saw it; null where that is not known. */
  etag: z.string().nullable(),
  change: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("move"), startAt: z.string(), endAt: z.string(), timeZone: z.string() }),
    z.object({ kind: z.literal("cancel") }),
    z.object({ kind: z.literal("invite"), addresses: z.array(z.string()) }),
  ]),
});
export type ChangeRequest = z.infer<typeof ChangeRequest>;
type Change = ChangeRequest["change"];

/** What is kept to change it back; noted before anything is changed. */
const Doing = z.object({
  startAt: z.string().nullable(),
  endAt: z.string().nullable(),
  /** Those who were not invited before, separated by spaces. */
  invited: z.string(),
});

const stale = (): AppError =>
  new AppError(
    "stale",
    "Somebody changed this event in Google Calendar after you saw it, so it was left as it is. It is read again now: look at it, then ask once more.",
  );

async function openAt({ ctx, request, signal }: EffectCall) {
  const parsed = ChangeRequest.parse(request);
  const { calendarId, eventId } = parsed;
  const changer = calendarChanger(await googleAccess(ctx, parsed.connectionId), signal);
  return { request: parsed, changer, place: { calendarId, eventId } };
}

/** Moves, calls off and invites to events that stand in Google's calendar already, and never to one that has changed since. */
export const eventChangeEffect: EffectDriver = {
  permission: "calendar:write",
  async perform(call) {
    const { request, changer, place } = await openAt(call);
    const { change, etag } = request;
    const event = await changer.read(place);
    if (isSo(event, change)) return { ...(call.doing ?? noted(event, change)), etag: event?.etag ?? null };
    if (!event) throw new AppError("gone", "This event is not in Google Calendar any more.");
    // An attempt of ours that was lost would have come to what is wanted.
    if (etag !== null && event.etag !== etag) throw stale();
    const doing = noted(event, change);
    await call.note(doing);
    const changed =
      change.kind === "cancel"
        ? await changer.cancel(place, event.etag)
        : await changer.patch(place, event.etag, bodyOf(event, change));
    if (changed !== "stale") return { ...doing, etag: changed };
    // What changed it since may have been this call, of which the first answer was lost.
    const now = await changer.read(place);
    if (!isSo(now, change)) throw stale();
    return { ...doing, etag: now?.etag ?? null };
  },
  async undo(call) {
    const doing = Doing.safeParse(call.response ?? call.doing).data;
    if (!doing) return;
    const { request, changer, place } = await openAt(call);
    const { change } = request;
    const standing = async () => {
      const event = await changer.read(place, { cancelledToo: true });
      return event && isSo(event.isCancelled ? null : event, change) ? event : null;
    };
    const event = await standing();
    if (!event) return;
    const back = await changer.patch(place, event.etag, backOf(event, change, doing));
    if (back === "stale" && (await standing())) throw stale();
  },
  async settled(ctx, request) {
    const { connectionId } = ChangeRequest.parse(request);
    await askForSync(ctx, connectionId);
  },
};

const sameInstant = (one: string | null, other: string): boolean =>
  one !== null && Date.parse(one) === Date.parse(other);

function isSo(event: EventAtGoogle | null, change: Change): boolean {
  switch (change.kind) {
    case "cancel":
      return event === null;
    case "move":
      return (
        event !== null && sameInstant(event.startAt, change.startAt) && sameInstant(event.endAt, change.endAt)
      );
    case "invite":
      return event !== null && change.addresses.every((address) => isInvited(event, address));
  }
}

const isInvited = ({ attendees }: EventAtGoogle, address: string): boolean =>
  attendees.some(({ email }) => email?.toLowerCase() === address);

function noted(event: EventAtGoogle | null, change: Change): EffectResponse {
  const invited =
    change.kind === "invite" && event ? change.addresses.filter((address) => !isInvited(event, address)) : [];
  return { startAt: event?.startAt ?? null, endAt: event?.endAt ?? null, invited: invited.join(" ") };
}

function bodyOf(event: EventAtGoogle, change: Exclude<Change, { kind: "cancel" }>) {
  switch (change.kind) {
    case "move": {
      const at = (dateTime: string) => ({ dateTime, timeZone: change.timeZone });
      return { start: at(change.startAt), end: at(change.endAt) };
    }
    case "invite": {
      const others = change.addresses.filter((address) => !isInvited(event, address));
      return { attendees: [...event.attendees, ...others.map((email) => ({ email }))] };
    }
  }
}

function backOf(event: EventAtGoogle, change: Change, { startAt, endAt, invited }: z.infer<typeof Doing>) {
  switch (change.kind) {
    case "cancel":
      return { status: "confirmed" };
    case "move":
      return startAt && endAt
        ? {
            start: { dateTime: startAt, timeZone: change.timeZone },
            end: { dateTime: endAt, timeZone: change.timeZone },
          }
        : {};
    case "invite": {
      const added = new Set(invited.split(" "));
      return { attendees: event.attendees.filter(({ email }) => !added.has(email?.toLowerCase() ?? "")) };
    }
  }
}
