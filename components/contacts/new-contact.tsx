"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import { createContact, deleteContact } from "#server/actions/contacts.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { showToast } from "#components/ui/toast-store.ts";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** A new contact by hand; afterwards its page. */
export default function NewContact({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();

  const create = (form: FormData) =>
    start(async () => {
      const email = textOf(form, "email");
      const title = textOf(form, "title");
      const result = await createContact({
        displayName: textOf(form, "name"),
        ...(email ? { emails: [email] } : {}),
        ...(title ? { title } : {}),
      });
      if (!result.ok) return setFailure(result.error);
      const { id, displayName } = result.data;
      onClose();
      router.push(`/contacts/${id}`);
      const undo = async () => {
        if (await act(() => deleteContact({ id }), `${displayName} deleted`)) router.push("/contacts");
      };
      return showToast({
        text: `${displayName} added`,
        action: { label: "Undo", run: () => void undo() },
      });
    });

  const errorOf = (name: string) =>
    Object.entries(failure?.fields ?? {}).find(([field]) => field.split(".")[0] === name)?.[1];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New contact">
      <form
        noValidate
        className="contents"
        onSubmit={(event) => {
          event.preventDefault();
          create(new FormData(event.currentTarget));
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
