"use client";

import { useState, useTransition } from "react";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { deleteEvent, moveEvent } from "#components/actions/calendar.ts";
import { type Outside, OutsideWork } from "#components/mail/outside-work.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { instantOf, localOf } from "#lib/format/local-time.ts";

interface EventActsProps {
  event: EventOccurrence;
  /** Why it cannot be changed from here. */
  fixed: string | null;
  timeZone: string;
}

/** Move an event or call it off in Google Calendar; of a series the occurrence that is shown. */
export function EventActs({ event, fixed, timeZone }: EventActsProps) {
  const { id, startAt, endAt, recurs, startDate } = event;
  const [isMoving, setMoving] = useState(false);
  const [start, setStart] = useState(() => localOf(startAt, timeZone));
  const [end, setEnd] = useState(() => localOf(endAt, timeZone));
  const [error, setError] = useState<string | undefined>();
  const [work, setWork] = useState<Outside | null>(null);
  const [isPending, run] = useTransition();
  const mayWrite = useMay("calendar:write");
  const which = recurs ? { occurrenceAt: startAt } : {};

  const callOff = () =>
    run(async () => {
      const result = await deleteEvent({ id, ...which });
      if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
      const { jobId, changeSetId } = result.data;
      if (!jobId) return undefined;
      return setWork({
        jobId,
        changeSetId,
        doing: "Being called off…",
        done: "Called off; Google tells everybody",
      });
    });
  const move = () =>
    run(async () => {
      const result = await moveEvent({
        id,
        ...which,
        startAt: instantOf(start, timeZone),
        endAt: instantOf(end, timeZone),
      });
      if (!result.ok) return setError(result.error.message);
      const { jobId, changeSetId } = result.data;
      setMoving(false);
      return setWork({ jobId, changeSetId, doing: "Being moved…", done: "Moved; Google tells everybody" });
    });

  if (!mayWrite) return null;
  if (fixed) return <p className="border-t border-border pt-3 text-text-muted">{fixed}</p>;
  if (work) return <OutsideWork key={work.jobId} work={work} />;
  if (isMoving) {
    return (
      <form
        noValidate
        aria-label="Move"
        className="grid gap-3 border-t border-border pt-3"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          move();
        }}
      >
        <Field
          label="Begins"
          type="datetime-local"
          value={start}
          onChange={(changed) => setStart(changed.target.value)}
        />
        <Field
          label="Ends"
          type="datetime-local"
          value={end}
          error={error}
          onChange={(changed) => setEnd(changed.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button size="small" look="quiet" onClick={() => setMoving(false)}>
            Cancel
          </Button>
          <Button size="small" type="submit" look="primary" pending={isPending} disabled={!start || !end}>
            Move and tell everybody
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className="flex gap-2 border-t border-border pt-3">
      {startDate === null && (
        <Button size="small" disabled={isPending} onClick={() => setMoving(true)}>
          Move
        </Button>
      )}
      <Button size="small" pending={isPending} onClick={callOff}>
        {recurs ? "Cancel this one" : "Cancel event"}
      </Button>
    </div>
  );
}
