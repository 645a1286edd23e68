"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import { createCompany, deleteCompany } from "#server/actions/companies.ts";
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

/** A new company by hand; afterwards its page. */
export default function NewCompany({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();

  const create = (form: FormData) =>
    start(async () => {
      const domain = textOf(form, "domain");
      const result = await createCompany({ name: textOf(form, "name"), ...(domain ? { domain } : {}) });
      if (!result.ok) return setFailure(result.error);
      const { id, name } = result.data;
      onClose();
      router.push(`/companies/${id}`);
      const undo = async () => {
        if (await act(() => deleteCompany({ id }), `${name} deleted`)) router.push("/companies");
      };
      return showToast({ text: `${name} added`, action: { label: "Undo", run: () => void undo() } });
    });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New company">
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
