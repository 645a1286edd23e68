import type { ComponentProps } from "react";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { cn } from "#components/ui/cn.ts";

import { occurrenceKey } from "./address.ts";

interface EventButtonProps extends ComponentProps<"button"> {
  event: EventOccurrence;
  isOpen: boolean;
}

export const titleOf = ({ title, response }: Pick<EventOccurrence, "title" | "response">): string =>
  title ?? (response === null ? "Busy" : "No title");

/** What opens an event, in the week and above its hours. What was declined is struck out, what is not certain dashed. */
export function EventButton({ event, isOpen, className, ...rest }: EventButtonProps) {
  const isUncertain =
    event.status === "tentative" || event.response === "waiting" || event.response === "tentative";
  const isDeclined = event.response === "declined";
  return (
    <button
      type="button"
      {...rest}
      data-event={occurrenceKey(event)}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      className={cn(
        "overflow-hidden rounded-[4px] border px-1.5 text-left text-small -outline-offset-1 transition-colors",
        isOpen ? "border-accent bg-accent-soft" : "border-border-control bg-sunken hover:bg-accent-soft",
        isUncertain && "border-dashed bg-surface",
        isDeclined && "border-border bg-surface text-text-muted line-through",
        className,
      )}
    />
  );
}
