"use client";

import { Trash2, Undo2 } from "lucide-react";

import { countOf } from "#lib/format/number.ts";
import { deleteCompany, restoreCompany } from "#components/actions/companies.ts";
import { useBulk } from "#components/live/use-bulk.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectionBar } from "#components/ui/selection-bar.tsx";
import type { Selection } from "#components/ui/use-selection.ts";

interface CompanySelectionProps {
  selection: Selection;
  bin: boolean;
  /** Takes rows out of sight at once, or brings them back. */
  onHide: (ids: readonly string[], isHidden: boolean) => void;
}

/** What can be done with the selected companies; all of it can be undone. */
export function CompanySelection({ selection, bin, onHide }: CompanySelectionProps) {
  const { isPending, run } = useBulk(selection);
  const companies = (count: number) => countOf(count, "company", "companies");
  const remove = (id: string) => deleteCompany({ id });
  const restore = (id: string) => restoreCompany({ id });
  return (
    <SelectionBar selection={selection} words={`${companies(selection.ids.size)} selected`}>
      {bin ? (
        <Button
          size="small"
          pending={isPending}
          onClick={() =>
            run({ change: restore, back: remove, words: (count) => `${companies(count)} restored`, onHide })
          }
        >
          <Undo2 aria-hidden="true" /> Restore
        </Button>
      ) : (
        <Button
          look="danger"
          size="small"
          pending={isPending}
          onClick={() =>
            run({ change: remove, back: restore, words: (count) => `${companies(count)} deleted`, onHide })
          }
        >
          <Trash2 aria-hidden="true" /> Delete
        </Button>
      )}
    </SelectionBar>
  );
}
