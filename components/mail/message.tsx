"use client";

import { Paperclip } from "lucide-react";
import { useState } from "react";

import type { Interaction } from "#lib/schemas/interactions.ts";
import { wholeDayAt } from "#lib/whole-day.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { cn } from "#components/ui/cn.ts";
import { Time, WholeDay } from "#components/ui/time.tsx";

import { MeetingLine } from "./meeting-line.tsx";
import { MessageBody } from "./message-body.tsx";
import { nameOf, namesOf, receiversOf } from "./people.ts";

interface MessageProps {
  interaction: Interaction;
  startsOpen: boolean;
}

/** One mail of a conversation: a line while it is folded. */
export function Message({ interaction, startsOpen }: MessageProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const { id, from, snippet, attachments, meeting, participantCount } = interaction;
  const sender = from ? nameOf(from) : "Unknown sender";
  const receivers = receiversOf(interaction);
  const hidden = Math.max(0, participantCount - interaction.participants.length);
  const hasFiles = attachments.some(({ inline }) => !inline);
  return (
    <li className="border-b border-border last:border-b-0">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `mail-${id}` : undefined}
          onClick={() => setOpen(!isOpen)}
          className="flex w-full items-start gap-3 px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken"
        >
          <Avatar name={sender} size={isOpen ? "normal" : "small"} className={isOpen ? "mt-0.5" : "mx-1"} />
          {isOpen ? (
            <span className="min-w-0 grow">
              <span className="flex items-baseline gap-2">
                <span dir="auto" className="truncate font-medium">
                  {sender}
                </span>
                {from?.name && (
                  <span className="truncate text-small font-normal text-text-muted max-sm:hidden">
                    {from.address}
                  </span>
                )}
              </span>
              <span className="block truncate font-normal text-text-muted">
                {receivers.length > 0 && `to ${namesOf(receivers, receivers.length + hidden)}`}
              </span>
            </span>
          ) : (
            <span className="flex min-w-0 grow gap-3">
              <span dir="auto" className="w-36 shrink-0 truncate font-medium max-sm:w-28">
                {sender}
              </span>{" "}
              <span dir="auto" className="min-w-0 truncate font-normal text-text-muted">
                {snippet ?? "Not shared"}
              </span>
            </span>
          )}
          <span className="flex shrink-0 items-center gap-2 font-normal text-text-muted">
            {hasFiles && <Paperclip aria-label="Has attachments" className="size-3.5 stroke-[1.5]" />}
            <When interaction={interaction} />
          </span>
        </button>
      </h3>
      {isOpen && (
        <div id={`mail-${id}`} className={cn("pr-4 pb-4 pl-14 max-md:pl-4")}>
          {meeting && <MeetingLine meeting={meeting} />}
          <MessageBody interaction={interaction} />
        </div>
      )}
    </li>
  );
}

function When({ interaction: { occurredAt, meeting } }: Pick<MessageProps, "interaction">) {
  const date =
    meeting && wholeDayAt(occurredAt, { start_date: meeting.startDate, time_zone: meeting.timeZone });
  if (date) return <WholeDay date={date} className="tabular-nums" />;
  return <Time at={occurredAt} className="tabular-nums" />;
}
