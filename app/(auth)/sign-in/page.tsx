import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import { ReturnPath } from "#lib/schemas/auth.ts";
import { sessionContext, signInOffers } from "#server/session/index.ts";
import { GoogleButton } from "#components/auth/google-button.tsx";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

export const metadata: Metadata = { title: "Sign in" };

interface SignInProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const problems = new Map([
  ["denied", "You did not sign in at Google. Nothing was changed; try again, or use your e-mail address."],
  ["google", "Signing in by Google did not work. Please try again, or use your e-mail address."],
]);

export default async function SignInPage({ searchParams }: SignInProps) {
  const { next: wanted, problem } = await searchParams;
  const next = ReturnPath.parse(wanted ?? "/");
  if (await sessionContext().catch(() => null)) redirect(next);
  const offers = await signInOffers();
  const trouble = typeof problem === "string" ? problems.get(problem) : undefined;
  return (
    <>
      <h1 className="mb-4 text-title font-semibold">Sign in</h1>
      <div className="grid gap-4">
        {trouble && <ErrorState message={trouble} />}
        {offers.google && <GoogleButton next={next} />}
      </div>
      <div className={offers.google || trouble ? "mt-4" : undefined}>
        <SignInForm next={next} mailFile={offers.mailFile} />
      </div>
      <p className="mt-6 text-text-muted">
        No account yet?{" "}
        <Link href="/sign-up" className="font-medium text-accent underline-offset-2 hover:underline">
          Create one
        </Link>
      </p>
    </>
  );
}
