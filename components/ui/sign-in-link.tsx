"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

import { isSignedOut } from "#lib/signed-out.ts";

import { buttonStyle } from "./button.tsx";

/** The way back in, beside words that say that one is signed out; beside others nothing. */
export function SignInLink({ words }: { words: string }) {
  const pathname = usePathname();
  if (!isSignedOut(words)) return null;
  return (
    <Link
      href={`/sign-in?next=${encodeURIComponent(pathname)}`}
      prefetch={false}
      className={buttonStyle({ size: "small" })}
    >
      Sign in
    </Link>
  );
}
