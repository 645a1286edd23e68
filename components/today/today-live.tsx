"use client";

import { type ReactNode, useRef } from "react";

import { useAnnounced } from "#components/live/use-announced.ts";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useRowLinks } from "#components/ui/use-row-links.ts";

const changes = [
  "proposal.changed",
  "connection.changed",
  "batch.changed",
  "task.changed",
  "preview.changed",
];

interface TodayLiveProps {
  /** A step of its list is still to ask the assistant: done with the first question. */
  awaitsQuestion: boolean;
  children: ReactNode;
}

/** Reads the day again when what it shows has changed; j and k walk all of its rows. */
export function TodayLive({ awaitsQuestion, children }: TodayLiveProps) {
  const list = useRef<HTMLDivElement>(null);
  useAnnounced(changes);
  useAnnounced(["chat.changed"], awaitsQuestion);
  useListKeys({ list });
  const follow = useRowLinks();
  return (
    <div ref={list} onClick={follow}>
      {children}
    </div>
  );
}
