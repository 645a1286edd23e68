import Link from "next/link";

import type { Batch } from "#lib/schemas/batches.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

import { FileLeft } from "./file-left.tsx";
import { KeptRecords } from "./kept-records.tsx";
import { undoneWords } from "./undone-words.ts";

interface BatchUndoneProps {
  batch: Batch;
  onFileRemoved: () => void;
}

/** What taking an import back left: nothing, the file, or what was changed since or is still used, each by name and with why. */
export function BatchUndone({ batch, onFileRemoved }: BatchUndoneProps) {
  const { fileKept, keptCount } = batch;
  return (
    <div className="grid gap-4 p-4">
      <div>
        <Badge>Taken back</Badge>
        <ViewHeading className="mt-3">The import from {batch.fileName} was taken back</ViewHeading>
        <p role="status" className="mt-1 text-reading text-text-muted">
          {undoneWords(batch)}
        </p>
      </div>
      {keptCount > 0 && <KeptRecords key={batch.id} batch={batch} />}
      {fileKept && <FileLeft batch={batch} onRemoved={onFileRemoved} />}
      <IfMay permission="sync:write">
        <div>
          <Link href="/sync?new" className={buttonStyle()}>
            Bring in a mailbox
          </Link>
        </div>
      </IfMay>
    </div>
  );
}
