import { Card, CardHeader } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

import { UploadForm } from "./upload-form.tsx";

/** Where a mailbox comes in; `notFound` is what the address named and is not there. */
export function BringIn({ notFound }: { notFound: "preview" | "import" | null }) {
  return (
    <Card aria-labelledby="bring-in">
      <CardHeader id="bring-in" title="Bring in a mailbox" />
      {notFound && (
        <ErrorState
          className="m-4 mb-0"
          message={`This ${notFound} was not found. It may have been removed, or you may not have access to it.`}
        />
      )}
      <UploadForm />
    </Card>
  );
}
