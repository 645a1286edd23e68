import type { ReactNode } from "react";

import type { Failure } from "#lib/result.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

interface CreateDialogProps {
  title: string;
  /** On the button that does it. */
  action: string;
  failure: Failure | null;
  isPending: boolean;
  onSubmit: (form: FormData) => void;
  onClose: () => void;
  /** Its fields, each with its own error. */
  children: ReactNode;
}

/** The form of a new record, for `useCreate`. */
export function CreateDialog({
  title,
  action,
  failure,
  isPending,
  onSubmit,
  onClose,
  children,
}: CreateDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form
        noValidate
        className="contents"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        <DialogBody className="grid gap-4">
          {failure && !failure.fields && (
            <ErrorState message={failure.message} requestId={failure.requestId} />
          )}
          {children}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" pending={isPending}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
