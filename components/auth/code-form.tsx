"use client";

import { useState, useTransition } from "react";

import type { Failure, Result } from "#lib/result.ts";
import type { CodeInput, SendCodeInput } from "#lib/schemas/auth.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";

import { textOf } from "./form-text.ts";
import { MailStandIn } from "./mail-stand-in.tsx";
import { useCountdown } from "./use-countdown.ts";

interface CodeFormProps {
  /** Stands in the field at first. */
  address?: string;
  send: (input: SendCodeInput) => Promise<Result<null>>;
  verify: (input: CodeInput) => Promise<Result<null>>;
  /** The code was right, where that leads nowhere by itself. */
  onDone?: () => void;
  next?: string;
  words: { send: string; verify: string; verifying: string };
  mailFile: string | null;
}

/** Auth mails the same address once a minute. */
const waitSeconds = 60;

/** First the address, then the six digits that were mailed to it. */
export function CodeForm({
  address: typed = "",
  send,
  verify,
  onDone,
  next,
  words,
  mailFile,
}: CodeFormProps) {
  const [email, setEmail] = useState(typed);
  const [isSent, setIsSent] = useState(false);
  const [error, setError] = useState<Failure | null>(null);
  const [secondsLeft, wait] = useCountdown();
  const [isPending, start] = useTransition();

  const sendTo = (address: string) =>
    start(async () => {
      setEmail(address);
      const result = await send({ email: address });
      setError(result.ok ? null : result.error);
      if (!result.ok) return;
      setIsSent(true);
      wait(waitSeconds);
    });
  const check = (form: FormData) =>
    start(async () => {
      const result = await verify({ email, code: textOf(form, "code"), ...(next ? { next } : {}) });
      setError(result.ok ? null : result.error);
      if (result.ok) onDone?.();
    });
  const fields = error?.fields ?? {};

  if (!isSent) {
    return (
      <form key="address" action={(form) => sendTo(textOf(form, "email"))} className="grid gap-4">
        {error && <ErrorState message={error.message} />}
        <Field
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="username"
          defaultValue={email}
          error={fields["email"]}
        />
        <Button type="submit" look="primary" pending={isPending} className="h-9">
          {isPending ? "Sending…" : words.send}
        </Button>
      </form>
    );
  }
  // Not by `action`: that empties its form once it is done, a code with one wrong digit and one typed meanwhile too.
  return (
    <form
      key="code"
      onSubmit={(event) => {
        event.preventDefault();
        check(new FormData(event.currentTarget));
      }}
      className="grid gap-4"
    >
      <div role="status">
        <p className="text-reading">
          If <strong className="font-medium break-words">{email}</strong> has an account, six digits are on
          their way to it.
        </p>
        {mailFile !== null && <MailStandIn file={mailFile} />}
      </div>
      {error && <ErrorState message={error.message} />}
      <Field
        label="Code"
        name="code"
        required
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        hint="Nothing there after a minute? Look among the spam."
        error={fields["code"]}
      />
      <Button type="submit" look="primary" pending={isPending} className="h-9">
        {isPending ? words.verifying : words.verify}
      </Button>
      <div className="-mx-2 flex flex-wrap justify-between gap-2">
        <Button
          size="small"
          look="quiet"
          disabled={secondsLeft > 0}
          pending={isPending}
          className="tabular-nums"
          onClick={() => sendTo(email)}
        >
          {secondsLeft > 0 ? `Send again in ${String(secondsLeft)} s` : "Send again"}
        </Button>
        <Button size="small" look="quiet" onClick={() => setIsSent(false)}>
          Another address
        </Button>
      </div>
    </form>
  );
}
