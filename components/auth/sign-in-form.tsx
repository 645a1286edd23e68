"use client";

import Link from "next/link";
import { useState } from "react";

import { sendSignInCode, signInWithCode } from "#components/actions/auth.ts";
import { Button } from "#components/ui/button.tsx";

import { CodeForm } from "./code-form.tsx";
import { CredentialsForm } from "./credentials-form.tsx";

interface SignInFormProps {
  /** Where to go afterwards. */
  next: string;
  mailFile: string | null;
}

/** By password, or by a code for those who would rather not remember one. */
export function SignInForm({ next, mailFile }: SignInFormProps) {
  const [byCode, setByCode] = useState(false);
  // What was typed there is kept here: the other form begins with it.
  const [email, setEmail] = useState("");
  return (
    <div
      onInput={({ target }) => {
        if (target instanceof HTMLInputElement && target.name === "email") setEmail(target.value);
      }}
    >
      {byCode ? (
        <CodeForm
          address={email}
          send={sendSignInCode}
          verify={signInWithCode}
          next={next}
          mailFile={mailFile}
          words={{ send: "Mail me a code", verify: "Sign in", verifying: "Signing in…" }}
        />
      ) : (
        <CredentialsForm mode="sign-in" address={email} next={next} />
      )}
      <div className="-mx-2 mt-3 flex flex-wrap items-center justify-between gap-x-2">
        <Button size="small" look="quiet" onClick={() => setByCode(!byCode)}>
          {byCode ? "Use a password instead" : "Mail me a code instead"}
        </Button>
        {!byCode && (
          <Link
            href="/reset-password"
            className="rounded-control px-2 py-1 font-medium text-text-muted underline-offset-2 hover:underline"
          >
            Forgot your password?
          </Link>
        )}
      </div>
    </div>
  );
}
