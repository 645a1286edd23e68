import type { Metadata } from "next";
import Link from "next/link";

import { signInOffers } from "#server/session/index.ts";
import { ResetPasswordForm } from "#components/auth/reset-password-form.tsx";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage() {
  const { mailFile } = await signInOffers();
  return (
    <>
      <h1 className="text-title font-semibold">Choose a new password</h1>
      <p className="mt-1 mb-4 text-reading text-text-muted">
        We mail you six digits first, to be sure that it is you.
      </p>
      <ResetPasswordForm mailFile={mailFile} />
      <p className="mt-6 text-text-muted">
        <Link href="/sign-in" className="font-medium text-accent underline-offset-2 hover:underline">
          Back to sign-in
        </Link>
      </p>
    </>
  );
}
