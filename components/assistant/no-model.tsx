import Link from "next/link";

import { buttonStyle } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export function NoModel() {
  return (
    <EmptyState
      action={
        <Link href="/settings/assistant" prefetch={false} className={buttonStyle()}>
          How to set one up
        </Link>
      }
    >
      No model is set up, so the assistant cannot answer. All else works without it.
    </EmptyState>
  );
}
