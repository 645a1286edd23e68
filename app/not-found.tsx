import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <h1 className="text-title font-semibold">There is nothing here</h1>
      <p className="mt-1 mb-4 text-reading text-text-muted">
        This address leads nowhere. It may have been mistyped, or the page has moved.
      </p>
      <Link href="/" className={buttonStyle()}>
        To the start
      </Link>
    </main>
  );
}
