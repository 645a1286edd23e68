"use client";

import type { Contact } from "#lib/schemas/contacts.ts";
import { createContact, deleteContact } from "#components/actions/contacts.ts";
import { CreateDialog } from "#components/live/create-dialog.tsx";
import { useCreate } from "#components/live/use-create.ts";
import { Field } from "#components/ui/field.tsx";
import { textOf } from "#components/ui/form-text.ts";

/** A new contact by hand; afterwards its page. */
export default function NewContact({ onClose }: { onClose: () => void }) {
  const { create, failure, isPending } = useCreate<Contact>({
    path: "/contacts",
    nameOf: ({ displayName }) => displayName,
    remove: deleteContact,
    onDone: onClose,
  });
  const submit = (form: FormData) => {
    const [email, title] = [textOf(form, "email"), textOf(form, "title")];
    create(() =>
      createContact({
        displayName: textOf(form, "name"),
        ...(email ? { emails: [email] } : {}),
        ...(title ? { title } : {}),
      }),
    );
  };

  const errorOf = (name: string) =>
    Object.entries(failure?.fields ?? {}).find(([field]) => field.split(".")[0] === name)?.[1];
  return (
    <CreateDialog
      title="New contact"
      action="Add contact"
      failure={failure}
      isPending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" name="name" autoComplete="off" required error={errorOf("displayName")} />
      <Field label="E-mail" name="email" type="email" autoComplete="off" error={errorOf("emails")} />
      <Field label="Title" name="title" autoComplete="off" error={errorOf("title")} />
    </CreateDialog>
  );
}
