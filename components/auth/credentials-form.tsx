"use client";

import { useActionState } from "react";

import type { Failure } from "#lib/result.ts";
import { signIn, signUp } from "#components/actions/auth.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";

import { textOf } from "./form-text.ts";

interface CredentialsFormProps {
  mode: "sign-in" | "sign-up";
  /** Stands in the field at first. */
  address?: string;
  /** Where to go afterwards. */
  next: string;
}

interface State {
  email: string;
  error: Failure | null;
  confirmByMail: boolean;
}

const words = {
  "sign-in": { button: "Sign in", pending: "Signing in…" },
  "sign-up": { button: "Create account", pending: "Creating…" },
};

/** E-mail address and password, for signing in and for a new account. */
export function CredentialsForm({ mode, address = "", next }: CredentialsFormProps) {
  const [state, submit, isPending] = useActionState(
    async (_before: State, form: FormData): Promise<State> => {
      const email = textOf(form, "email");
      const input = { email, password: textOf(form, "password"), next };
      if (mode === "sign-in") {
        const result = await signIn(input);
        return { email, error: result.ok ? null : result.error, confirmByMail: false };
      }
      const result = await signUp(input);
      return { email, error: result.ok ? null : result.error, confirmByMail: result.ok };
    },
    { email: address, error: null, confirmByMail: false },
  );
  const { error } = state;
  const fields = error?.fields ?? {};

  if (state.confirmByMail) {
    return (
      <p role="status" className="text-reading">
        Your account is made. We sent a mail to <strong className="font-medium">{state.email}</strong>: open
        the link in it, then sign in.
      </p>
    );
  }

  return (
    <form action={submit} className="grid gap-4">
      {error && <ErrorState message={error.message} />}
      <Field
        label="E-mail"
        name="email"
        type="email"
        required
        autoComplete="username"
        defaultValue={state.email}
        error={fields["email"]}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        required
        minLength={mode === "sign-up" ? 10 : undefined}
        autoComplete={mode === "sign-up" ? "new-password" : "current-password"}
        hint={mode === "sign-up" ? "At least 10 characters." : undefined}
        error={fields["password"]}
      />
      <Button type="submit" look="primary" pending={isPending} className="h-9">
        {isPending ? words[mode].pending : words[mode].button}
      </Button>
    </form>
  );
}
