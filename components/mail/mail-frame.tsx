"use client";

import { useEffect, useState } from "react";

import { countOf } from "#lib/format/number.ts";
import { Button } from "#components/ui/button.tsx";

interface MailFrameProps {
  interactionId: string;
  /** Read out as the frame's name. */
  title: string;
  /** What it says, for a guess at its height until the server's, which knows how it is built. */
  text: string;
}

/**
 * A mail as it was sent. The frame runs nothing, has no origin and fetches nothing from elsewhere until its pictures are
 * asked for: its own policy, given with the answer, holds whatever the mail says.
 */
export function MailFrame({ interactionId, title, text }: MailFrameProps) {
  const [images, setImages] = useState(false);
  const path = `/api/mail/${interactionId}/html${images ? "?images=1" : ""}`;
  const { blocked, heightPx } = useMailHead(path);
  return (
    <div className="grid grid-cols-1 gap-2">
      {blocked > 0 && !images && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-sunken px-3 py-1.5 text-text-muted">
          <span className="grow">
            {countOf(blocked, "picture")} from elsewhere stayed out: fetching them tells the sender that you
            read this.
          </span>
          <Button size="small" onClick={() => setImages(true)}>
            Show images
          </Button>
        </p>
      )}
      <div
        style={{ height: frameHeightPx(heightPx ?? guessedHeightPx(text)) }}
        className="min-h-32 resize-y overflow-hidden rounded-control border border-border"
      >
        <iframe
          key={String(images)}
          title={title}
          src={path}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          className="size-full"
        />
      </div>
    </div>
  );
}

const charactersInLine = 80;
/** Beyond it the frame scrolls, or is drawn longer by hand. */
const heightMaxPx = 2_000;
/** Below it the lines of a guess become more. */
const guessedWidthPx = 640;

function guessedHeightPx(text: string): number {
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersInLine)), 0);
  return (lines + 4) * 24;
}

/** It is first drawn after a press: there is a window. */
function frameHeightPx(guessPx: number): number {
  const more = Math.max(1, guessedWidthPx / window.innerWidth);
  return Math.round(Math.min(heightMaxPx, Math.max(160, guessPx * more)));
}

interface MailHead {
  /** How many pictures were left out. */
  blocked: number;
  /** A guess; null until it is known. */
  heightPx: number | null;
}

/** What only the answer's head tells. */
function useMailHead(path: string): MailHead {
  const [head, setHead] = useState<MailHead>({ blocked: 0, heightPx: null });
  useEffect(() => {
    const abort = new AbortController();
    const numberOf = (response: Response, name: string) => Number(response.headers.get(name)) || 0;
    fetch(path, { method: "HEAD", signal: abort.signal }).then(
      (response) =>
        setHead({
          blocked: numberOf(response, "x-blocked-images"),
          heightPx: numberOf(response, "x-mail-height") || null,
        }),
      () => undefined,
    );
    return () => abort.abort();
  }, [path]);
  return head;
}
