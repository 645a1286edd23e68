import { TriangleAlert } from "lucide-react";
import Link from "next/link";

import { countOf } from "#lib/format/number.ts";
import type { OnConflict, RevertConflict, RevertResult } from "#lib/schemas/change-sets.ts";
import { Button } from "#components/ui/button.tsx";
import { fieldWords } from "#components/ui/field-diff.tsx";
import { Time } from "#components/ui/time.tsx";

import { recordHref } from "./operation-words.ts";

interface ConflictsProps {
  result: RevertResult;
  ownId: string;
  isPending: boolean;
  onDecide: (onConflict: OnConflict) => void;
  onDismiss: () => void;
}

const shownMax = 20;

/** What somebody changed since, and the choice: it stays, or it is overwritten. */
export function Conflicts({
  result: { conflicts, conflictCount },
  ownId,
  isPending,
  onDecide,
  onDismiss,
}: ConflictsProps) {
  const canOverwrite = conflicts.some(({ kind }) => kind === "changed");
  const more = conflictCount - Math.min(conflicts.length, shownMax);
  return (
    <section
      role="alert"
      aria-label="What changed since"
      className="flex gap-2.5 rounded-control bg-warning-soft px-3 py-2.5"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-warning" />
      <div className="grid min-w-0 grow gap-2">
        <p className="font-medium">
          {countOf(conflictCount, "record")} changed since. Nothing was taken back yet.
        </p>
        <ul className="grid gap-0.5">
          {conflicts.slice(0, shownMax).map((conflict) => (
            <li key={`${conflict.table} ${conflict.rowId}`} className="break-words">
              <Conflict conflict={conflict} ownId={ownId} />
            </li>
          ))}
          {more > 0 && <li className="text-text-muted">and {countOf(more, "more record")}</li>}
        </ul>
        <div className="flex flex-wrap gap-2">
          <Button size="small" pending={isPending} onClick={() => onDecide("keep")}>
            Keep these, take the rest back
          </Button>
          {canOverwrite && (
            <Button size="small" pending={isPending} onClick={() => onDecide("overwrite")}>
              Overwrite them
            </Button>
          )}
          <Button size="small" look="quiet" onClick={onDismiss}>
            Leave everything
          </Button>
        </div>
      </div>
    </section>
  );
}

interface ConflictProps {
  conflict: RevertConflict;
  ownId: string;
}

function Conflict({ conflict: { table, rowId, label, kind, columns, changedBy }, ownId }: ConflictProps) {
  // What is gone has no page.
  const href = kind === "deleted" ? null : recordHref(table, rowId);
  const by = changedBy && (
    <span className="text-text-muted">
      {" "}
      · {changedBy.userId === ownId ? "You" : (changedBy.name ?? "somebody")}, <Time at={changedBy.at} />
    </span>
  );
  return (
    <>
      {href ? (
        <Link href={href} prefetch={false} className="font-medium text-accent underline">
          {label ?? "A record"}
        </Link>
      ) : (
        <strong className="font-medium">{label ?? "A record"}</strong>
      )}
      : {kindWords(kind, columns)}
      {by}
    </>
  );
}

function kindWords(kind: RevertConflict["kind"], columns: readonly string[]): string {
  switch (kind) {
    case "changed":
      return `${columns.map((column) => fieldWords(column).toLowerCase()).join(", ") || "something"} changed`;
    case "deleted":
      return "it, or what it belongs to, is gone";
    case "exists":
      return "it is there again, or another one has its address or name";
    case "referenced":
      return "others have written on it";
  }
}
