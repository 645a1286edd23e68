import { useRouter } from "next/navigation";
import { useTransition } from "react";

import type { Batch } from "#lib/schemas/batches.ts";
import { createPreview, deleteConnection } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

interface FileLeftProps {
  batch: Pick<Batch, "connectionId" | "fileName">;
  onRemoved: () => void;
}

/** The uploaded file of an import that was taken back or broke off: it stays until somebody removes it. */
export function FileLeft({ batch: { connectionId, fileName }, onRemoved }: FileLeftProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const preview = () =>
    start(async () => {
      const result = await createPreview({ connectionId });
      if (result.ok) router.push(`/sync?preview=${result.data.id}`);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  const remove = () =>
    start(async () => {
      const result = await deleteConnection({ id: connectionId });
      if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
      showToast({ text: `${fileName} removed` });
      onRemoved();
    });
  return (
    <section aria-label="The uploaded file" className="rounded-control border border-border px-3 py-2">
      <p>{fileName} itself is still kept, so that it can be previewed and imported again.</p>
      <IfMay permission="sync:write">
        <div className="-ml-2 mt-1 flex flex-wrap gap-1">
          <Button size="small" look="quiet" pending={isPending} onClick={preview}>
            Preview it again
          </Button>
          <Button size="small" look="quiet" pending={isPending} onClick={remove}>
            Remove the file
          </Button>
        </div>
      </IfMay>
    </section>
  );
}
