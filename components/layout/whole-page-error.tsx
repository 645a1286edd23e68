import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

import { Mark } from "./mark.tsx";

interface WholePageErrorProps {
  /** What finds it again in the log. */
  digest: string | undefined;
  onRetry: () => void;
}

/** In place of everything, where not even the frame could be drawn. */
export function WholePageError({ digest, onRetry }: WholePageErrorProps) {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <p className="mb-4 flex items-center gap-2 font-semibold">
        <Mark /> OmniCRM
      </p>
      <h1 className="mb-3 text-title font-semibold">OmniCRM could not be shown</h1>
      <ErrorState
        message="Something went wrong on our side. What you stored is safe; please try again in a moment."
        requestId={digest}
      >
        <Button onClick={onRetry}>Try again</Button>
      </ErrorState>
    </main>
  );
}
