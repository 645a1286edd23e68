"use client";

import type { Company } from "#lib/schemas/companies.ts";
import { createCompany, deleteCompany } from "#server/actions/companies.ts";
import { useCreate } from "#components/live/use-create.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { textOf } from "#components/ui/form-text.ts";

/** A new company by hand; afterwards its page. */
export default function NewCompany({ onClose }: { onClose: () => void }) {
  const { create, failure, isPending } = useCreate<Company>({
    path: "/companies",
    nameOf: ({ name }) => name,
    remove: deleteCompany,
    onDone: onClose,
  });
  const submit = (form: FormData) => {
    const domain = textOf(form, "domain");
    create(() => createCompany({ name: textOf(form, "name"), ...(domain ? { domain } : {}) }));
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New company">
      <form
        noValidate
        className="contents"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <DialogBody className="grid gap-4">
          {failure && !failure.fields && (
            <ErrorState message={failure.message} requestId={failure.requestId} />
          )}
          <Field
            label="Name"
            name="name"
            maxLength={200}
            autoComplete="off"
            required
            error={failure?.fields?.["name"]}
          />
          <Field
            label="Domain"
            name="domain"
            maxLength={500}
            autoComplete="off"
            hint="Like acme.com"
            error={failure?.fields?.["domain"]}
          />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" pending={isPending}>
            Add company
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
