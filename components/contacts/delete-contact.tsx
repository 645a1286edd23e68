"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";

import type { Contact } from "#lib/schemas/contacts.ts";
import { deleteContact, restoreContact } from "#components/actions/contacts.ts";
import { Button } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

interface DeleteContactProps {
  contact: Contact;
}

/**
 * Deletes without asking, since it can be undone; goes back to the list first, so that no page is left empty. Of somebody
 * whom a sync made mail may make a contact again: it is offered that it does not.
 */
export function DeleteContact({ contact: { id, displayName, origin, emails } }: DeleteContactProps) {
  const router = useRouter();
  const remove = async (ignore: boolean) => {
    router.push("/contacts");
    const result = await deleteContact({ id, ignore });
    const done = ignore ? `${displayName} deleted; mail will not bring them back` : `${displayName} deleted`;
    if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
    else showToast({ text: done, action: { label: "Undo", run: () => void restore() } });
  };
  const restore = async () => {
    const result = await restoreContact({ id });
    if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
    else showToast({ text: `${displayName} is back` });
  };
  if (!useMay("contacts:write")) return null;
  return (
    <div className="flex flex-wrap gap-x-2 border-t border-border px-2 py-2">
      <Button look="danger" size="small" onClick={() => void remove(false)}>
        <Trash2 aria-hidden="true" /> Delete contact
      </Button>
      {origin === "sync" && emails.length > 0 && (
        <Button look="quiet" size="small" onClick={() => void remove(true)}>
          Delete, don’t bring back
        </Button>
      )}
    </div>
  );
}
