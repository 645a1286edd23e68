"use client";

import { useEffect, useState } from "react";

import { countOf } from "#lib/format/number.ts";
import { Button } from "#components/ui/button.tsx";

interface MailFrameProps {
  interactionId: string;
  /** Read out as the frame's name. */
  title: string;
  /** What it says, for a guess at its height: the frame's own cannot be asked for. */
  text: string;
}

/**
 * A mail as it was sent. The frame runs nothing, has no origin and fetches nothing from elsewhere until its pictures are
 * asked for: its own policy, given with the answer, holds whatever the mail says.
 */
export function MailFrame({ interactionId, title, text }: MailFrameProps) {
  const [images, setImages] = useState(false);
  const path = `/api/mail/${interactionId}/html`;
  const blocked = useBlockedImages(path);
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
        style={{ height: guessedHeightPx(text) }}
        className="max-h-[70dvh] min-h-32 resize-y overflow-hidden rounded-control border border-border"
      >
        <iframe
          key={String(images)}
          title={title}
          src={images ? `${path}?images=1` : path}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          className="size-full"
        />
      </div>
    </div>
  );
}

const charactersInLine = 80;

function guessedHeightPx(text: string): number {
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersInLine)), 0);
  return Math.min(640, Math.max(160, (lines + 4) * 24));
}

/** How many pictures were left out, which only the answer's head tells. */
function useBlockedImages(path: string): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    fetch(path, { method: "HEAD", signal: abort.signal }).then(
      (response) => setCount(Number(response.headers.get("x-blocked-images")) || 0),
      () => undefined,
    );
    return () => abort.abort();
  }, [path]);
  return count;
}
