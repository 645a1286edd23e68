import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import { sessionContext } from "#server/session/index.ts";
import { CredentialsForm } from "#components/auth/credentials-form.tsx";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage() {
  if (await sessionContext().catch(() => null)) redirect("/");
  return (
    <>
      <h1 className="text-title font-semibold">Create an account</h1>
      <p className="mt-1 mb-4 text-reading text-text-muted">
        A workspace of your own comes with it. Nothing goes into it that you did not see first.
      </p>
      <CredentialsForm mode="sign-up" next="/" />
      <p className="mt-6 text-text-muted">
        Have an account?{" "}
        <Link href="/sign-in" className="font-medium text-accent underline-offset-2 hover:underline">
          Sign in
        </Link>
      </p>
    </>
  );
}
