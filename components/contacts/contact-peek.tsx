"use client";

import Link from "next/link";
import { useEffect, useState } from "react";

import { formatNumber } from "#lib/format/number.ts";
import type { Failure } from "#lib/result.ts";
import type { Contact, TimelinePage } from "#lib/schemas/contacts.ts";
import { read } from "#components/live/read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { DialogActions, DialogBody, Sheet } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { TimelineEntry } from "./timeline-entry.tsx";

const entriesShown = 6;

/** A look at a contact without leaving the list. */
export default function ContactPeek({ id, onClose }: { id: string; onClose: () => void }) {
  const [contact, setContact] = useState<Contact | null>(null);
  const [timeline, setTimeline] = useState<TimelinePage | null>(null);
  const [error, setError] = useState<Failure | null>(null);
  const timeZone = useTimeZone();

  useEffect(() => {
    const abort = new AbortController();
    const nothing = () => undefined;
    read<Contact>(`/contacts/${id}`, abort.signal).then(
      (result) => (result.ok ? setContact(result.data) : setError(result.error)),
      nothing,
    );
    read<TimelinePage>(`/contacts/${id}/timeline?limit=${entriesShown}`, abort.signal).then(
      (result) => (result.ok ? setTimeline(result.data) : setError(result.error)),
      nothing,
    );
    return () => abort.abort();
  }, [id]);

  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={contact?.displayName ?? "Contact"}>
      <DialogBody className="grow px-0">
        {error && <ErrorState className="mx-4" message={error.message} requestId={error.requestId} />}
        {contact && (
          <Facts className="px-4 pb-3">
            <Fact label="Title">{contact.title ?? "None"}</Fact>
            <Fact label="E-mail">
              <span className="wrap-anywhere">{contact.primaryEmail ?? "None"}</span>
            </Fact>
            <Fact label="Company">{contact.companyName ?? "None"}</Fact>
            <Fact label="Last touch">
              {contact.lastInteractionAt ? <Time at={contact.lastInteractionAt} /> : "None yet"}
            </Fact>
            <Fact label="Mail">
              {formatNumber(contact.inboundCount)} from them, {formatNumber(contact.outboundCount)} to them
            </Fact>
            {contact.tags.length > 0 && (
              <Fact label="Tags">
                <span className="flex flex-wrap gap-1">
                  {contact.tags.map((tag) => (
                    <Badge key={tag.id}>{tag.name}</Badge>
                  ))}
                </span>
              </Fact>
            )}
          </Facts>
        )}
        {timeline && (
          <ul className="border-t border-border">
            {timeline.items.map((entry) => (
              <TimelineEntry key={entry.id} entry={entry} timeZone={timeZone} withDay />
            ))}
          </ul>
        )}
        {!error && (!contact || !timeline) && <SkeletonRows count={8} label="Loading" />}
      </DialogBody>
      <DialogActions>
        <Link href={`/contacts/${id}`} className={buttonStyle({ look: "primary" })}>
          Open
        </Link>
      </DialogActions>
    </Sheet>
  );
}
