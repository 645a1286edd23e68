import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <h1 tabIndex={-1} className="focus:outline-none text-title font-semibold">
        There is nothing here
      </h1>
      <p className="mt-1 mb-4 text-reading text-text-muted">
        It may have been deleted, the address may be mistyped, or you may not have access to it.
      </p>
      <Link href="/contacts" className={buttonStyle()}>
        To your contacts
      </Link>
    </div>
  );
}
