import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

const words = {
  preview: "This preview was not found. It was discarded, never was here, or is not yours to see.",
  import: "This import was not found. It never was here, or is not yours to see.",
};

/** What the address named and is not there, with the way on. */
export function NotThere({ what }: { what: keyof typeof words }) {
  return (
    <ErrorState message={words[what]}>
      <Link href="/sync" className={buttonStyle({ size: "small" })}>
        See what is here
      </Link>
    </ErrorState>
  );
}
