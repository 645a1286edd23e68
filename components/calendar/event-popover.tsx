"use client";

import { useEffect, useState } from "react";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { AnchoredPopover } from "#components/ui/popover.tsx";

import { occurrenceKey } from "./address.ts";
import { titleOf } from "./event-button.tsx";
import { EventDetails } from "./event-details.tsx";

interface EventPopoverProps {
  event: EventOccurrence;
  timeZone: string;
  onClose: () => void;
}

/** An event, beside where it is seen. What an address names and no view holds stands below the heading. */
export default function EventPopover({ event, timeZone, onClose }: EventPopoverProps) {
  const key = occurrenceKey(event);
  const [element] = useState(() => seenFor(key));

  useEffect(() => {
    // It answers a promise in newer browsers, which an effect must not.
    void element?.scrollIntoView({ block: "nearest" });
  }, [element]);

  if (!element) return null;
  return (
    <AnchoredPopover
      anchor={{ current: element }}
      label={titleOf(event)}
      onClose={onClose}
      // What is asked there is about this event.
      staysFor="[data-assistant]"
      className="w-88 p-4"
    >
      <EventDetails event={event} timeZone={timeZone} />
    </AnchoredPopover>
  );
}

function seenFor(key: string): HTMLElement | null {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-event]")];
  const seen = buttons.find((button) => button.dataset["event"] === key && button.offsetParent !== null);
  return seen ?? document.querySelector<HTMLElement>("#calendar-days");
}
