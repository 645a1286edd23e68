import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import { ReturnPath } from "#lib/schemas/auth.ts";
import { sessionContext } from "#server/session/index.ts";
import { CredentialsForm } from "#components/auth/credentials-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

interface SignInProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInProps) {
  const next = ReturnPath.parse((await searchParams)["next"] ?? "/");
  if (await sessionContext().catch(() => null)) redirect(next);
  return (
    <>
      <h1 className="mb-4 text-title font-semibold">Sign in</h1>
      <CredentialsForm mode="sign-in" next={next} />
      <p className="mt-6 text-text-muted">
        No account yet?{" "}
        <Link href="/sign-up" className="font-medium text-accent underline-offset-2 hover:underline">
          Create one
        </Link>
      </p>
    </>
  );
}
