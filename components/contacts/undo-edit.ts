import { ofOneField } from "#lib/format/refused-fields.ts";
import type { Failure, Result } from "#lib/result.ts";
import type { ChangeSetPage } from "#lib/schemas/change-sets.ts";
import { revertChangeSet } from "#components/actions/change-sets.ts";
import { read } from "#components/live/read.ts";
import { showToast } from "#components/ui/toast-store.ts";

interface Edited {
  recordId: string;
  /** By name, like "contacts.update". */
  operation: string;
  /** What is told: "Name changed". */
  done: string;
}

/** Tells of an edit and offers to take it back by its change set. Null when it is saved. */
export async function edited(
  saving: Promise<Result<unknown>>,
  { recordId, operation, done }: Edited,
): Promise<Failure | null> {
  const result = await saving;
  // The field's name stands beside what is said of it.
  if (!result.ok) return { ...result.error, message: ofOneField(result.error) };
  const changeSetId = await lastEditOf(recordId, operation);
  showToast({
    text: done,
    ...(changeSetId ? { action: { label: "Undo", run: () => void undo(changeSetId) } } : {}),
  });
  return null;
}

async function lastEditOf(recordId: string, operation: string): Promise<string | null> {
  const page = await read<ChangeSetPage>(`/change-sets?recordId=${recordId}&operation=${operation}&limit=1`);
  return page.ok ? (page.data.items[0]?.id ?? null) : null;
}

async function undo(id: string): Promise<void> {
  const result = await revertChangeSet({ id, onConflict: "ask" });
  if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
  else if (result.data.status === "conflicts") {
    showToast({ text: "This changed again since, so it was left as it is.", tone: "danger" });
  } else showToast({ text: "Undone" });
}
