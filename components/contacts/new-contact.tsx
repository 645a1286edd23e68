"use client";

import type { Contact } from "#lib/schemas/contacts.ts";
import { createContact, deleteContact } from "#server/actions/contacts.ts";
import { useCreate } from "#components/live/use-create.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
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
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New contact">
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
            error={errorOf("displayName")}
          />
          <Field
            label="E-mail"
            name="email"
            type="email"
            maxLength={254}
            autoComplete="off"
            error={errorOf("emails")}
          />
          <Field label="Title" name="title" maxLength={200} autoComplete="off" error={errorOf("title")} />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" pending={isPending}>
            Add contact
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
