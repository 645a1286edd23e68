"use client";

import { usePathname } from "next/navigation";

import { isSignedOut } from "#lib/signed-out.ts";

import { buttonStyle } from "./button.tsx";

/**
 * The way back in, beside words that say that one is signed out; beside others nothing. A plain link: whoever is signed out
 * begins with a document of its own, and the pages of errors do without the router's link.
 */
export function SignInLink({ words }: { words: string }) {
  const pathname = usePathname();
  if (!isSignedOut(words)) return null;
  return (
    <a href={`/sign-in?next=${encodeURIComponent(pathname)}`} className={buttonStyle({ size: "small" })}>
      Sign in
    </a>
  );
}
