"use client";

import { useId, useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Interaction } from "#lib/schemas/interactions.ts";
import { sendMail } from "#components/actions/mail.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";

interface ReplyFormProps {
  answered: Interaction;
  subject: string | null;
  /** What was written before, where it was called back. */
  draft: Reply | null;
  onSent: (effectId: string, reply: Reply) => void;
  onCancel: () => void;
}

export interface Reply {
  to: string;
  subject: string;
  body: string;
}

const listOf = (text: string): string[] =>
  text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter(Boolean);

/** An answer by hand: who gets it and what it says, before it is sent. */
export function ReplyForm({ answered, subject, draft, onSent, onCancel }: ReplyFormProps) {
  const id = useId();
  const [reply, setReply] = useState<Reply>(draft ?? beginning(answered, subject));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const set = (part: Partial<Reply>) => setReply((before) => ({ ...before, ...part }));
  const connectionId = googleOf(answered);
  const send = () =>
    start(async () => {
      const result = await sendMail({
        to: listOf(reply.to),
        subject: reply.subject,
        body: reply.body,
        inReplyToInteractionId: answered.id,
        ...(connectionId ? { connectionId } : {}),
      });
      if (result.ok) onSent(result.data.effectId, reply);
      else setFailure(result.error);
    });
  const errorOf = (name: string) =>
    Object.entries(failure?.fields ?? {}).find(([field]) => field.split(".")[0] === name)?.[1];
  const bodyError = errorOf("body");
  return (
    <form
      noValidate
      aria-label="Reply"
      className="grid gap-3 rounded-card border border-border bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
      }}
    >
      {failure && !failure.fields && <ErrorState message={failure.message} requestId={failure.requestId} />}
      <Field
        label="To"
        value={reply.to}
        autoComplete="off"
        hint="Separated by commas."
        error={errorOf("to")}
        onChange={(event) => set({ to: event.target.value })}
      />
      <Field
        label="Subject"
        value={reply.subject}
        autoComplete="off"
        error={errorOf("subject")}
        onChange={(event) => set({ subject: event.target.value })}
      />
      <div className="grid gap-1">
        <label htmlFor={id} className="font-medium">
          Message
        </label>
        <textarea
          id={id}
          rows={6}
          autoFocus
          value={reply.body}
          onChange={(event) => set({ body: event.target.value })}
          className="w-full rounded-control border border-border-control bg-surface px-2.5 py-1.5 text-reading max-md:text-[1rem]"
        />
        {bodyError && <InlineError message={bodyError} />}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          look="primary"
          title="Ctrl or ⌘ and Enter"
          pending={isPending}
          disabled={reply.body.trim() === ""}
        >
          Send
        </Button>
      </div>
    </form>
  );
}

/** The account whose Gmail has the mail. */
export const googleOf = ({ sources }: Interaction): string | undefined =>
  sources.find(({ provider }) => provider === "google")?.connectionId;

/** Who wrote it, where they want the answer; of a mail of one's own, who it went to. */
function beginning({ direction, participants, subject: own }: Interaction, subject: string | null): Reply {
  const those = (wanted: string) =>
    participants.filter(({ role }) => role === wanted).map(({ address }) => address);
  const replyTo = those("reply_to");
  const to = direction === "outbound" ? those("to") : replyTo.length > 0 ? replyTo : those("from");
  const about = own ?? subject ?? "";
  return { to: to.join(", "), subject: /^re:/i.test(about) ? about : `Re: ${about}`.trim(), body: "" };
}
