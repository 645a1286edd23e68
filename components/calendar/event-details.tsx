"use client";

import { Clock, ExternalLink, MapPin, Repeat2, Video } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";

import type { Result } from "#lib/result.ts";
import type { CalendarEvent, EventOccurrence, EventResponse } from "#lib/schemas/calendar.ts";
import { wallClock } from "#lib/zone.ts";
import { read } from "#components/live/read.ts";
import { MailText } from "#components/mail/mail-text.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

import { EventActs } from "./event-acts.tsx";
import { EventPeople } from "./event-people.tsx";
import { titleOf } from "./event-button.tsx";
import { seriesWords } from "./series-words.ts";
import { longDay, spanOf, timeWords } from "./span.ts";

const answers: Record<EventResponse, string> = {
  accepted: "You said yes",
  declined: "You said no",
  tentative: "You said maybe",
  waiting: "You have not answered yet",
};

interface EventDetailsProps {
  event: EventOccurrence;
  timeZone: string;
}

/** When, where and with whom. What a list does not tell is read when it is opened. */
export function EventDetails({ event, timeZone }: EventDetailsProps) {
  const { id, location, conferenceUrl, status, response, recurs, people } = event;
  const [whole, setWhole] = useState<Result<CalendarEvent> | null>(null);
  const span = spanOf(event, timeZone);

  useEffect(() => {
    const abort = new AbortController();
    read<CalendarEvent>(`/events/${id}`, abort.signal).then(setWhole, () => undefined);
    return () => abort.abort();
  }, [id]);

  const details = whole?.ok ? whole.data : null;
  const series = details && seriesWords(details.recurrence, wallClock(details.startAt, event.timeZone).date);
  const callUrl = safeUrl(conferenceUrl);
  return (
    <div className="grid grid-cols-1 gap-3">
      <h3 dir="auto" className="text-heading font-semibold break-words">
        {titleOf(event)}
      </h3>
      <ul className="grid grid-cols-1 gap-1.5">
        <Line icon={<Clock aria-label="When" />}>
          {longDay(span.firstDate)}
          <br />
          {timeWords(span)}
          {status === "cancelled" && " · called off"}
          {status === "tentative" && " · not certain yet"}
        </Line>
        {recurs && <Line icon={<Repeat2 aria-label="Series" />}>{series ?? "One of a series"}</Line>}
        {location && <Line icon={<MapPin aria-label="Where" />}>{location}</Line>}
        {callUrl && (
          <Line icon={<Video aria-label="Call" />}>
            <a
              href={callUrl.href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="inline-flex min-h-6 max-w-full items-center gap-1 text-accent underline"
            >
              <span className="truncate">Join at {callUrl.host}</span>
              <ExternalLink aria-hidden="true" />
            </a>
          </Line>
        )}
      </ul>
      {response && people.length > 1 && <p className="text-text-muted">{answers[response]}</p>}
      <EventPeople people={people} />
      {!whole && <Skeleton className="w-3/5" />}
      {whole && !whole.ok && <ErrorState message={whole.error.message} requestId={whole.error.requestId} />}
      {details && status !== "cancelled" && (
        <EventActs event={event} fixed={details.fixed} timeZone={timeZone} />
      )}
      {details?.description?.trim() && (
        <MailText className="max-h-48 overflow-y-auto border-t border-border pt-3">
          {details.description}
        </MailText>
      )}
    </div>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5] [&>svg]:mt-0.5 [&>svg]:text-text-muted">
      {icon}
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

/** Where a call leads was written by others: only addresses of the web are followed. */
function safeUrl(value: string | null): URL | null {
  if (!value || !/^https?:\/\//i.test(value) || !URL.canParse(value)) return null;
  return new URL(value);
}
