"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";

import type { Contact } from "#lib/schemas/contacts.ts";
import { deleteContact, restoreContact } from "#server/actions/contacts.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";

/** Deletes without asking, since it can be undone; goes back to the list first, so that no page is left empty. */
export function DeleteContact({ contact: { id, displayName } }: { contact: Contact }) {
  const router = useRouter();
  const remove = async () => {
    router.push("/contacts");
    const result = await deleteContact({ id });
    if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
    else showToast({ text: `${displayName} deleted`, action: { label: "Undo", run: () => void restore() } });
  };
  const restore = async () => {
    const result = await restoreContact({ id });
    if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
    else showToast({ text: `${displayName} is back` });
  };
  return (
    <Button look="danger" size="small" onClick={() => void remove()}>
      <Trash2 aria-hidden="true" /> Delete contact
    </Button>
  );
}
