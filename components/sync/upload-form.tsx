"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import { formatBytes } from "#lib/format/bytes.ts";
import type { Failure } from "#lib/result.ts";
import type { UploadLimits } from "#server/storage/index.ts";
import { Button } from "#components/ui/button.tsx";
import type { DroppedFile } from "#components/ui/dropped-files.ts";
import { DropZone } from "#components/ui/drop-zone.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";

import { packFiles } from "./pack-files.ts";
import { readSample } from "./sample.ts";
import { uploadFile } from "./upload-file.ts";
import { UploadProgress } from "./upload-progress.tsx";

interface Sending {
  fileName: string;
  sent: number;
  total: number;
  abort: AbortController;
}

interface UploadFormProps {
  limits: UploadLimits;
}

/** What is looked for in a folder: Apple Mail exports one with a file called mbox in it. */
const wantedNames = /^mbox$|\.(?:mbox|mbx|eml|emlx|ics)$/i;

/** Takes a mailbox file, or several messages, and goes to the preview. */
export function UploadForm({ limits }: UploadFormProps) {
  const router = useRouter();
  const [isLeaving, leave] = useTransition();
  const [mailbox, setMailbox] = useState("");
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<Failure | null>(null);
  const addressError = error?.fields?.["mailbox"];

  const send = async (file: Blob, fileName: string, addresses: string) => {
    const abort = new AbortController();
    setError(null);
    setSending({ fileName, sent: 0, total: file.size, abort });
    const onProgress = (sent: number, total: number) => setSending({ fileName, sent, total, abort });
    const upload = { file, fileName, mailbox: addresses, signal: abort.signal, onProgress };
    const result = await uploadFile(upload, limits.directMaxBytes);
    if (result.ok) {
      leave(() => router.push(`/sync?preview=${result.data.previewId}`));
      return;
    }
    setSending(null);
    if (result.error.code !== "cancelled") setError(result.error);
  };

  const sendAll = async (files: readonly DroppedFile[]) => {
    const wanted = files.filter(({ file, isInFolder }) => !isInFolder || wantedNames.test(file.name));
    const packed = await packFiles(
      wanted.map(({ file }) => file),
      limits.maxBytes,
    );
    if (packed.ok) await send(packed.data.file, packed.data.fileName, mailbox);
    else setError(packed.error);
  };

  const sendSample = async () => {
    const result = await readSample();
    if (result.ok) await send(result.data.file, result.data.fileName, result.data.mailbox);
    else setError(result.error);
  };

  return (
    <div className="grid gap-4 p-4">
      {error && !addressError && <ErrorState message={error.message} requestId={error.requestId} />}
      {sending ? (
        <UploadProgress
          label={`Uploading ${sending.fileName}`}
          sent={sending.sent}
          total={sending.total}
          amount={`${formatBytes(sending.sent)} of ${formatBytes(sending.total)}`}
          onCancel={isLeaving ? undefined : () => sending.abort.abort()}
        />
      ) : (
        <DropZone
          label="Drop a mailbox or calendar file here, or choose one"
          hint="An .mbox file, one or many .eml, .emlx or .ics, or a .zip or .gz of them. You see what would be imported before anything is stored."
          onFiles={(files) => void sendAll(files)}
        />
      )}
      <div className="flex flex-wrap items-start justify-between gap-4">
        <Field
          className="max-w-lg grow basis-72"
          label={
            <>
              Your addresses in this mailbox <span className="font-normal text-text-muted">(optional)</span>
            </>
          }
          name="mailbox"
          inputMode="email"
          autoComplete="email"
          placeholder="ada@analytical.example, ada@home.example"
          hint="Mail and meetings from these count as yours. Left empty, the preview makes a guess."
          error={addressError}
          value={mailbox}
          onChange={(event) => setMailbox(event.target.value)}
        />
        <Button className="md:mt-6" pending={sending !== null} onClick={() => void sendSample()}>
          Use a sample mailbox
        </Button>
      </div>
    </div>
  );
}
