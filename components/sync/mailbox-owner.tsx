"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import { formatShare } from "#lib/format/number.ts";
import type { Failure } from "#lib/result.ts";
import type { Preview, PreviewResult } from "#lib/schemas/previews.ts";
import { createPreview } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { IfMay } from "#components/ui/rights.tsx";

interface MailboxOwnerProps {
  preview: Preview;
  guess: PreviewResult["mailboxGuess"];
}

/** Whose mailbox it is. Another answer makes another preview. */
export function MailboxOwner({ preview, guess }: MailboxOwnerProps) {
  const router = useRouter();
  const [isEditing, setEditing] = useState(false);
  const [error, setError] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const known = preview.addresses.length > 0;

  const previewAgain = (addresses: string[]) =>
    start(async () => {
      const result = await createPreview({
        connectionId: preview.connectionId,
        source: preview.source,
        addresses,
      });
      if (result.ok) router.push(`/sync?preview=${result.data.id}`);
      else setError(result.error);
    });

  if (isEditing) {
    return (
      <form
        className="grid max-w-lg gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("addresses");
          previewAgain(typeof typed === "string" ? typed.split(/[\s,;]+/).filter(Boolean) : []);
        }}
      >
        <Field
          name="addresses"
          label="Your addresses in this mailbox"
          hint="Separated by commas. Mail from these counts as sent by you; the preview is made again."
          error={error?.message}
          autoFocus
          inputMode="email"
          defaultValue={known ? preview.addresses.join(", ") : (guess?.address ?? "")}
        />
        <div className="flex gap-2">
          <Button type="submit" pending={isPending}>
            Preview again
          </Button>
          <Button look="quiet" onClick={() => setEditing(false)}>
            Cancel
          </Button>
        </div>
      </form>
    );
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="min-w-0 break-words">
        <Owner addresses={preview.addresses} guess={guess} />
      </p>
      <IfMay permission="sync:write">
        <div className="-ml-2 flex gap-1">
          {!known && guess && (
            <Button size="small" pending={isPending} onClick={() => previewAgain([guess.address])}>
              That is me
            </Button>
          )}
          <Button size="small" look="quiet" onClick={() => setEditing(true)}>
            {known || guess ? "Change" : "Enter your addresses"}
          </Button>
        </div>
      </IfMay>
      {error && <InlineError message={error.message} className="basis-full" />}
    </div>
  );
}

function Owner({ addresses, guess }: { addresses: string[]; guess: PreviewResult["mailboxGuess"] }) {
  if (addresses.length > 0) {
    return (
      <>
        The mailbox of <strong className="font-medium">{addresses.join(", ")}</strong>; mail from there counts
        as sent by you.
      </>
    );
  }
  if (guess) {
    return (
      <>
        This looks like the mailbox of <strong className="font-medium">{guess.address}</strong>, which wrote
        or received {formatShare(guess.share)} of it. For now all mail counts as received.
      </>
    );
  }
  return <>It is not known whose mailbox this is, so all mail counts as received.</>;
}
