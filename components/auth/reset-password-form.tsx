"use client";

import { useActionState, useState } from "react";

import type { Failure } from "#lib/result.ts";
import { choosePassword, sendResetCode, verifyResetCode } from "#components/actions/auth.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";

import { CodeForm } from "./code-form.tsx";
import { textOf } from "./form-text.ts";

/** The code from the mail, then another password. */
export function ResetPasswordForm({ mailFile }: { mailFile: string | null }) {
  const [isProven, setIsProven] = useState(false);
  if (isProven) return <NewPassword />;
  return (
    <CodeForm
      send={sendResetCode}
      verify={verifyResetCode}
      onDone={() => setIsProven(true)}
      mailFile={mailFile}
      words={{ send: "Mail me a code", verify: "Continue", verifying: "Checking…" }}
    />
  );
}

function NewPassword() {
  const [error, submit, isPending] = useActionState(
    async (_before: Failure | null, form: FormData): Promise<Failure | null> => {
      const result = await choosePassword({ password: textOf(form, "password") });
      return result.ok ? null : result.error;
    },
    null,
  );
  return (
    <form action={submit} className="grid gap-4">
      {error && <ErrorState message={error.message} />}
      <Field
        label="New password"
        name="password"
        type="password"
        required
        autoFocus
        minLength={10}
        autoComplete="new-password"
        hint="At least 10 characters. Your other browsers are signed out."
        error={error?.fields?.["password"]}
      />
      <Button type="submit" look="primary" pending={isPending} className="h-9">
        {isPending ? "Setting…" : "Set password and sign in"}
      </Button>
    </form>
  );
}
