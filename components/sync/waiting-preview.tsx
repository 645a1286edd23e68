"use client";

import Link from "next/link";
import { useTransition } from "react";

import type { WaitingPreview as Waiting } from "#lib/schemas/sync.ts";
import { discardPreview } from "#components/actions/sync.ts";
import { act } from "#components/live/act.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";

import { previewOfWords } from "./source-words.ts";

/** A preview that was made and left: the way on with it, and out of it. */
export function WaitingPreview({ preview }: { preview: Waiting }) {
  const [isPending, start] = useTransition();
  const { id, source, status, createdAt } = preview;
  const of = previewOfWords(source);
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-accent-soft px-4 py-2 last:border-b-0">
      <p className="min-w-0 grow basis-56">
        <span className="font-medium">{of}</span>{" "}
        <span className="text-text-muted">
          {status === "pending" ? "is being made" : "waits for you"} · begun <Time at={createdAt} />
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Link
          href={`/sync?preview=${id}`}
          aria-label={`Open: ${of}`}
          className={buttonStyle({ look: status === "ready" ? "primary" : "secondary", size: "small" })}
        >
          Open
        </Link>
        <IfMay permission="sync:write">
          <Button
            size="small"
            look="quiet"
            pending={isPending}
            aria-label={`Discard: ${of}`}
            onClick={() =>
              start(async () => void (await act(() => discardPreview({ id }), "Preview discarded")))
            }
          >
            Discard
          </Button>
        </IfMay>
      </div>
    </li>
  );
}
