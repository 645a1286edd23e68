import Link from "next/link";
import type { ReactNode } from "react";

import { buttonStyle } from "#components/ui/button.tsx";
import { Toaster } from "#components/ui/toaster.tsx";

import { Mark } from "./mark.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

interface FrameProps {
  workspaceName: string;
  email: string;
  children: ReactNode;
}

/** What stands around every page of a workspace. */
export function Frame({ workspaceName, email, children }: FrameProps) {
  return (
    <>
      <a
        href="#main"
        className="sr-only rounded-control bg-raised px-3 py-2 shadow-float focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50"
      >
        Skip to content
      </a>
      <header className="border-b border-border bg-surface">
        <div className="mx-auto flex h-12 max-w-[1200px] items-center gap-2 px-4">
          <Link href="/" className="flex min-w-0 items-center gap-2 font-semibold">
            <Mark />
            <span className="truncate">{workspaceName}</span>
          </Link>
          <nav aria-label="You and the product" className="ml-auto flex shrink-0 items-center gap-1">
            <span className="mr-2 text-text-muted max-md:sr-only">{email}</span>
            <a href="/docs/api" className={buttonStyle({ look: "quiet" })}>
              API
            </a>
            <SignOutButton />
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[1200px] px-4 py-4 max-md:px-3 max-md:py-3">
        {children}
      </main>
      <Toaster />
    </>
  );
}
