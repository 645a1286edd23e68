"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import type { z } from "zod";

import { formatBytes } from "#lib/format/bytes.ts";
import type { Failure } from "#lib/result.ts";
import type { Connection } from "#lib/schemas/sync.ts";
import { createPreview, deleteConnection } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

type File = z.infer<typeof Connection>;

const say = (error: Failure) => showToast({ text: error.message, tone: "danger" });

/** Files that were uploaded and are not imported: to look at again, or to forget. */
export function KeptFiles({ files }: { files: readonly File[] }) {
  if (files.length === 0) return null;
  return (
    <Card aria-labelledby="kept-files">
      <CardHeader id="kept-files" title="Uploaded, not imported" />
      <ul>
        {files.map((file) => (
          <KeptFile key={file.id} file={file} />
        ))}
      </ul>
    </Card>
  );
}

function KeptFile({ file: { id, label, byteSize, previews } }: { file: File }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [isAsked, setAsked] = useState(false);
  const maySync = useMay("sync:write");
  const opener = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setAsked(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const [waiting] = previews;
  const preview = () =>
    start(async () => {
      if (waiting) return router.push(`/sync?preview=${waiting.id}`);
      const result = await createPreview({ connectionId: id });
      if (result.ok) router.push(`/sync?preview=${result.data.id}`);
      else say(result.error);
    });
  const remove = () =>
    start(async () => {
      const result = await deleteConnection({ id });
      if (result.ok) showToast({ text: `${label} removed` });
      else say(result.error);
    });
  return (
    <li className="border-b border-border px-4 py-2 last:border-b-0">
      <div className="flex justify-between gap-3">
        <span className="min-w-0 truncate font-medium">{label}</span>
        {byteSize !== null && (
          <span className="shrink-0 text-small text-text-muted tabular-nums">{formatBytes(byteSize)}</span>
        )}
      </div>
      {waiting && (
        <p className="text-text-muted">
          Its preview {waiting.status === "pending" ? "is being made" : "waits for you"}
        </p>
      )}
      {!maySync ? null : isAsked ? (
        // Its bytes do not come back: of the few things that are asked twice.
        <div
          role="group"
          aria-label={`Remove ${label}`}
          className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1"
          onKeyDown={(event) => event.key === "Escape" && keep()}
        >
          <p className="basis-full text-text-muted">
            The file is deleted here and cannot be brought back; your own copy stays where it is.
          </p>
          <Button size="small" look="danger" pending={isPending} autoFocus onClick={remove}>
            Delete the file
          </Button>
          <Button size="small" look="quiet" disabled={isPending} onClick={keep}>
            Keep it
          </Button>
        </div>
      ) : (
        <div className="-ml-2 flex gap-1">
          <Button
            size="small"
            look="quiet"
            pending={isPending}
            aria-label={waiting ? `Open the preview of ${label}` : `Preview ${label}`}
            onClick={preview}
          >
            {waiting ? "Open the preview" : "Preview"}
          </Button>
          <Button
            ref={opener}
            size="small"
            look="quiet"
            disabled={isPending}
            aria-label={`Remove ${label}`}
            onClick={() => setAsked(true)}
          >
            Remove
          </Button>
        </div>
      )}
    </li>
  );
}
