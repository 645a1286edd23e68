"use client";

import type { Company } from "#lib/schemas/companies.ts";
import { createCompany, deleteCompany } from "#components/actions/companies.ts";
import { CreateDialog } from "#components/live/create-dialog.tsx";
import { useCreate } from "#components/live/use-create.ts";
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
    <CreateDialog
      title="New company"
      action="Add company"
      failure={failure}
      isPending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" name="name" autoComplete="off" required error={failure?.fields?.["name"]} />
      <Field
        label="Domain"
        name="domain"
        autoComplete="off"
        hint="Like acme.com"
        error={failure?.fields?.["domain"]}
      />
    </CreateDialog>
  );
}
